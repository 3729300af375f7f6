"""Sessions in batches: each once, in order, however many share a moment."""

from __future__ import annotations

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.webapp.exports.conftest import sessions
from webapp.exports import selection as module
from webapp.exports.selection import Selection
from webapp.records.models import Participant, Session, Study

pytestmark = pytest.mark.django_db


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "BATCH", 4)


@pytest.mark.usefixtures("few")
@pytest.mark.parametrize("count", [0, 3, 4, 8, 17])
def test_each_session_comes_once_newest_first(study: Study, selection: Selection, count: int) -> None:
    sessions(study, count)
    found = [row.pk for batch in selection.batches() for row in batch]
    assert found == list(Session.objects.order_by("-started_at", "id").values_list("pk", flat=True))


@pytest.mark.usefixtures("few")
def test_no_more_than_a_batch_is_in_memory(study: Study, selection: Selection) -> None:
    sessions(study, 9)
    assert [len(batch) for batch in selection.batches()] == [4, 4, 1]


@pytest.mark.usefixtures("few")
def test_what_is_deleted_meanwhile_is_left_out(study: Study, selection: Selection) -> None:
    sessions(study, 8)
    batches = selection.batches()
    first = next(batches)
    gone = Session.objects.exclude(pk__in=[row.pk for row in first]).first()
    assert gone is not None
    gone.delete()
    assert len([row for batch in batches for row in batch]) == 3


@pytest.mark.usefixtures("few")
def test_person_by_person_each_comes_once_from_the_first_one_on(study: Study, selection: Selection) -> None:
    people = [Participant.objects.create(study=study, pseudonym=f"P-{number}") for number in range(3)]
    for place, session in enumerate(sessions(study, 14)):
        Session.objects.filter(pk=session.pk).update(participant=[*people, None][place % 4])
    found = [
        (row.participant_id, row.started_at, row.pk) for batch in selection.by_participant() for row in batch
    ]
    of_people = [row for row in found if row[0]]
    assert len({row[2] for row in found}) == 14 and of_people == sorted(of_people)
    assert found[len(of_people) :] == sorted(row for row in found if not row[0])


@pytest.mark.usefixtures("few")
def test_a_batch_is_one_query(
    study: Study, selection: Selection, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sessions(study, 10)
    with django_assert_num_queries(3):
        assert len(list(selection.batches())) == 3
