"""What the list finds: each filter by itself, and bad values at their field."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import User
from django.http import QueryDict
from django.test import Client

from tests.webapp.conftest import make_session
from webapp.records.models import Annotation, Participant, Reading, Reference, Session, Study, Trace
from webapp.review.sessions.conditions import matching
from webapp.review.sessions.search import Search

pytestmark = pytest.mark.django_db
HEART = {"hr_bpm": 95.0, "hr_quality": 0.95, "hr_withheld": None}
BREATH = {"rr_bpm": 22.0, "rr_withheld": None}


@pytest.fixture
def wanted(study: Study) -> Session:
    """Unlike the other one in everything that can be searched for."""
    found = make_session(
        study=study,
        participant=Participant.objects.create(study=study, pseudonym="Ada"),
        device="Firefox on Linux",
        method="pos",
        state="done",
        **HEART,
        **BREATH,
    )
    started = datetime(2026, 3, 5, 23, 59, tzinfo=UTC)
    Session.objects.filter(pk=found.pk).update(started_at=started)
    Annotation.objects.create(session=found, text="cough", excludes=True)
    Reference.objects.create(session=found, kind="heart_rate", value_bpm=94)
    Trace.objects.create(session=found, rows=b"")
    return found


@pytest.fixture
def other(study: Study) -> Session:
    person = Participant.objects.create(study=study, pseudonym="Ben")
    return make_session(
        study=study, participant=person, hr_withheld="motion", device="Safari", method="fused"
    )


def found(study: Study, user: User, query: str) -> set[Session]:
    search = Search(QueryDict(query))
    assert search.is_valid(), search.errors
    return set(matching(study, user, search.active()))


@pytest.mark.parametrize(
    "query",
    [
        "q=ad",
        "since=2026-03-05&until=2026-03-05",
        "hr_min=90",
        "hr_max=100",
        "hr_withheld=none",
        "rr_min=20",
        "rr_max=30",
        "rr_withheld=none",
        "quality_min=0.9",
        "device=firefox",
        "method=pos",
        "state=done",
        "annotated=yes",
        "excluded=yes",
        "reference=yes",
        "signals=yes",
        "q=ad&hr_min=90&excluded=yes",
    ],
)
def test_a_filter_finds_the_one_that_is_wanted(
    study: Study, coordinator: User, wanted: Session, other: Session, query: str
) -> None:
    assert found(study, coordinator, query) == {wanted}


@pytest.mark.parametrize(
    "query",
    [
        "q=ben",
        "since=2026-03-06",
        "hr_withheld=motion",
        "hr_withheld=any",
        "rr_withheld=not_measured",
        "quality_max=0.5",
        "state=live",
        "annotated=no",
        "excluded=no",
        "reference=no",
        "signals=no",
    ],
)
def test_a_filter_leaves_out_what_is_not_wanted(
    study: Study, coordinator: User, wanted: Session, other: Session, query: str
) -> None:
    assert found(study, coordinator, query) == {other}


def test_without_a_filter_all_are_found(
    study: Study, coordinator: User, wanted: Session, other: Session
) -> None:
    assert found(study, coordinator, "") == {wanted, other}


def test_sessions_of_another_study_are_never_found(study: Study, coordinator: User, wanted: Session) -> None:
    make_session(study=Study.objects.create(name="Elsewhere"))
    assert found(study, coordinator, "") == {wanted}


def test_an_excluded_span_is_not_an_excluded_session(study: Study, coordinator: User, other: Session) -> None:
    Annotation.objects.create(session=other, text="cough", excludes=True, start_s=2, end_s=3)
    assert found(study, coordinator, "excluded=yes") == set()
    assert found(study, coordinator, "annotated=yes") == {other}


@pytest.mark.parametrize(
    ("readers", "by", "query", "is_found"),
    [
        (1, [], "mine", True),
        (1, [], "nobody", True),
        (1, [], "done", False),
        (1, ["rita"], "mine", False),
        (1, ["rita"], "done", True),
        (1, ["rita"], "second", False),
        (2, ["rita"], "mine", False),
        (2, ["sam"], "mine", True),
        (2, ["sam"], "second", True),
        (2, ["sam"], "nobody", False),
        (2, ["sam"], "done", False),
        (2, ["sam", "cora"], "mine", False),
        (2, ["sam", "cora"], "second", False),
        (2, ["sam", "cora"], "done", True),
    ],
)
def test_what_is_left_to_read(
    study: Study, reviewer: User, other: Session, readers: int, by: list[str], query: str, is_found: bool
) -> None:
    study.readers = readers
    for name in by:
        reader = User.objects.get_or_create(username=name)[0]
        Reading.objects.create(session=other, reader=reader, verdict="usable")
    assert (found(study, reviewer, f"reading={query}") == {other}) is is_found


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("hr_min", "abc"),
        ("hr_min", "nan"),
        ("hr_min", "-1"),
        ("rr_max", "1e999"),
        ("quality_min", "1.5"),
        ("since", "yesterday"),
        ("since", "2026-02-30"),
        ("until", "99999-01-01"),
        ("hr_withheld", "bad luck"),
        ("state", "asleep"),
        ("reading", "?"),
        ("sort", "id; drop table"),
        ("q", "a\x00b"),
        ("device", "x" * 101),
    ],
)
def test_a_bad_value_is_told_at_its_field(
    as_user: Callable[[User], Client], reviewer: User, study: Study, field: str, value: str
) -> None:
    answer = as_user(reviewer).get(f"/studies/{study.pk}/sessions/", {field: value})
    assert answer.status_code == 400
    assert f'id="id_{field}_error"' in answer.content.decode()


@pytest.mark.parametrize("query", ["hr_min=90&hr_max=60", "since=2026-02-02&until=2026-01-01"])
def test_limits_the_wrong_way_round_are_told(query: str) -> None:
    search = Search(QueryDict(query))
    assert not search.is_valid()
    assert "exchange" in str(search.errors)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_the_first_and_the_last_day_of_the_calendar_can_be_searched(
    study: Study, coordinator: User, other: Session, day: str
) -> None:
    assert found(study, coordinator, f"since={day}") | found(study, coordinator, f"until={day}") == {other}
