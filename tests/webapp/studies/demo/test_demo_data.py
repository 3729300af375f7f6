"""`manage.py demo_data`: made once, complete, labelled, and gone without a trace but in the log."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import StringIO

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from webapp.records import models
from webapp.records.models import Annotation, Estimate, Membership, Reference, Session, Study, Trace
from webapp.studies.demo import MANY, STUDY, make, remove

pytestmark = pytest.mark.django_db


def demo_data(*arguments: str) -> str:
    out = StringIO()
    call_command("demo_data", *arguments, stdout=out)
    return out.getvalue()


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """The demonstration, made once for all tests here, with two sessions through the estimators."""
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock(), transaction.atomic():
        patch.setattr(make, "WITH_SIGNALS", 2)
        patch.setattr(make, "ANALYSED_AGAIN", 1)
        yield demo_data("--sessions", "10")
        transaction.set_rollback(True)


@pytest.mark.usefixtures("made")
def test_thirty_people_with_four_to_eight_sessions_each() -> None:
    study = Study.objects.get(name=STUDY)
    counts = [p.sessions.count() for p in study.participants.all()]
    assert len(counts) == 30
    assert {count for count in counts if count} <= {4, 5, 6, 7, 8} and sum(counts) > 100
    assert {row.skin_tone for row in study.participants.all()} == {None, *range(1, 11)}


@pytest.mark.usefixtures("made")
def test_every_table_of_a_study_has_rows() -> None:
    tables = (
        *(models.Answer, models.Agreement, models.Annotation, models.Comment, models.Reading, models.Trace),
        *(models.Reference, models.ReferenceSeries, models.Analysis, models.Job, models.AccessLog),
    )
    assert [table.__name__ for table in tables if not table._base_manager.exists()] == []


@pytest.mark.usefixtures("made")
def test_signals_are_kept_where_they_were_agreed_to() -> None:
    assert Trace.objects.count() == 2
    assert all(trace.session.consent.store_signals for trace in Trace.objects.all())


@pytest.mark.usefixtures("made")
def test_sessions_lie_in_the_past_and_not_all_on_one_day() -> None:
    days = {session.started_at.date() for session in Session.objects.filter(study__name=STUDY)}
    assert len(days) > 20


@pytest.mark.usefixtures("made")
def test_whoever_has_left_has_no_measurements() -> None:
    assert not Session.objects.exclude(participant__withdrawn_at=None).exists()


def test_the_passwords_that_are_shown_open_the_accounts(made: str) -> None:
    found = re.findall(r"account (\S+), password (\S+) ", made)
    assert [name for name, _ in found] == ["demo-coordinator", "demo-reviewer", "demo-reader"]
    for name, password in found:
        assert User.objects.get(username=name).check_password(password)
    assert set(Membership.objects.values_list("role", flat=True)) == {"coordinator", "reviewer", "reader"}


@pytest.mark.usefixtures("made")
def test_a_second_call_changes_nothing() -> None:
    before = Session.objects.count(), Estimate.objects.count(), Reference.objects.count()
    assert "there already" in demo_data()
    assert (Session.objects.count(), Estimate.objects.count(), Reference.objects.count()) == before


@pytest.mark.usefixtures("made")
def test_it_can_be_taken_away_again() -> None:
    assert "2 demonstration studies removed" in demo_data("--remove")
    for table in (Study, Session, Estimate, Reference, Annotation, User, models.Participant, models.Job):
        assert not table._base_manager.exists()


@pytest.mark.usefixtures("made")
def test_where_there_are_real_studies_it_asks_first(study: Study) -> None:
    remove.remove()
    with pytest.raises(CommandError, match="--yes"):
        demo_data()
    assert list(Study.objects.all()) == [study]


@pytest.mark.usefixtures("made")
def test_removing_leaves_real_studies_alone(study: Study) -> None:
    session = Session.objects.create(study=study)
    remove.remove()
    assert list(Study.objects.all()) == [study] and list(Session.objects.all()) == [session]


@pytest.mark.usefixtures("made")
def test_a_large_study_has_as_many_sessions_as_asked_for() -> None:
    many = Session.objects.filter(study__name=MANY)
    assert many.count() == 10
    assert Estimate.objects.filter(session__in=many).count() == 100
    assert Reference.objects.filter(session__in=many).exists()


@pytest.mark.usefixtures("made")
@pytest.mark.parametrize("number", ["0", "-5"])
def test_a_large_study_needs_sessions(number: str) -> None:
    with pytest.raises(CommandError, match="--sessions"):
        demo_data("--sessions", number)


@pytest.mark.usefixtures("made")
def test_the_coordinator_of_the_demo_sees_it(client: Client) -> None:
    client.force_login(
        User.objects.get(username="demo-coordinator"), backend="django.contrib.auth.backends.ModelBackend"
    )
    assert STUDY in client.get("/studies/").content.decode()


def test_a_database_without_tables_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection.introspection, "table_names", lambda: [])
    with pytest.raises(CommandError, match="migrate"):
        call_command("demo_data")
