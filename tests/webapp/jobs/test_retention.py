"""What is too old goes, nothing else does, and each deletion is in the log."""

from __future__ import annotations

import io
from datetime import datetime, timedelta

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django.utils import timezone

from tests.webapp.conftest import make_session
from webapp.celery import app
from webapp.jobs import limits, retention, tasks, too_old
from webapp.jobs.wake import QUEUE
from webapp.jobs.work import work_on
from webapp.live.connections import sync_redis
from webapp.records.access import COOKIE_AGE_S
from webapp.records.models import (
    AccessLog,
    ApiToken,
    FailedTask,
    Invitation,
    Job,
    Participant,
    Policy,
    Session,
    Study,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]


def ago(days: float) -> datetime:
    return timezone.now() - timedelta(days=days)


def session_of(days: float, **fields: object) -> Session:
    session = make_session(**fields)
    Session.objects.filter(pk=session.pk).update(started_at=ago(days))
    return session


def left() -> set[Session]:
    return set(Session.objects.all())


def run() -> str:
    out = io.StringIO()
    call_command("retention", stdout=out)
    return out.getvalue()


@pytest.fixture
def thirty_days() -> None:
    Policy(retention_days=30).save()


def test_without_a_rule_all_is_kept(patient: User, study: Study) -> None:
    old = {session_of(1000, user=patient), session_of(1000, study=study)}
    assert run() == "0 deleted\n" and left() == old


@pytest.mark.usefixtures("thirty_days")
def test_the_policy_is_for_measurements_outside_studies(patient: User, study: Study) -> None:
    session_of(31, user=patient)
    kept = {session_of(29, user=patient), session_of(31, study=study)}
    assert run() == "1 deleted\n" and left() == kept


def test_each_study_has_its_own_rule(study: Study) -> None:
    Study.objects.filter(pk=study.pk).update(retention_days=10)
    endless = Study.objects.create(name="Sport")
    session_of(11, study=study)
    kept = {session_of(9, study=study), session_of(11, study=endless)}
    assert run() == "1 deleted\n" and left() == kept


def test_what_nobody_can_open_any_more_goes(patient: User) -> None:
    cookie_days = COOKIE_AGE_S / 86400
    session_of(cookie_days + 1)
    kept = {session_of(cookie_days - 1), session_of(cookie_days + 1, user=patient)}
    assert run() == "1 deleted\n" and left() == kept


@pytest.mark.usefixtures("thirty_days")
def test_a_thing_that_two_rules_are_about_is_counted_once() -> None:
    session_of(1000)
    assert sum(number for _, number in too_old.count()) == 1


def test_ended_invitations_go_and_used_ones_stay(study: Study) -> None:
    person = Participant.objects.create(study=study, pseudonym="P-07")
    common = {"study": study, "participant": person}
    for i, used in enumerate([None, ago(50)]):
        Invitation.objects.create(
            **common, token_hash=f"t{i}", code_hash=f"c{i}", expires_at=ago(31), used_at=used
        )
    Invitation.objects.create(**common, token_hash="t9", code_hash="c9", expires_at=ago(29))
    run()
    assert set(Invitation.objects.values_list("token_hash", flat=True)) == {"t1", "t9"}


def test_ended_keys_and_old_failures_go(study: Study) -> None:
    ApiToken.objects.create(study=study, name="a", key_hash="a", expires_at=ago(91))
    ApiToken.objects.create(study=study, name="b", key_hash="b", expires_at=ago(-5), revoked_at=ago(91))
    ApiToken.objects.create(study=study, name="c", key_hash="c", expires_at=ago(-5))
    FailedTask.objects.create(name="live.see", error="x")
    FailedTask.objects.update(failed_at=ago(31))
    run()
    assert ApiToken.objects.get().name == "c" and not FailedTask.objects.exists()


def test_each_deletion_is_in_the_log_with_the_rule(study: Study) -> None:
    Study.objects.filter(pk=study.pk).update(retention_days=10)
    session = session_of(11, study=study)
    run()
    entry = AccessLog.objects.get()
    assert (entry.user, entry.action, entry.target) == (None, "delete", f"session:{session.pk}")
    assert entry.study == study and entry.detail == "kept for 10 days by its study"


@pytest.mark.usefixtures("thirty_days")
def test_a_dry_run_names_exactly_what_would_go(patient: User) -> None:
    old, young = session_of(31, user=patient), session_of(29, user=patient)
    out = io.StringIO()
    call_command("retention", "--dry-run", stdout=out)
    assert "Measurements outside studies, by the policy: 1\n" in out.getvalue()
    assert f"session:{old.pk}" in out.getvalue() and str(young.pk) not in out.getvalue()
    assert left() == {old, young} and not Job.objects.exists()


@pytest.mark.usefixtures("thirty_days")
def test_a_long_list_goes_in_slices(patient: User, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(7):
        session_of(31, user=patient)
    monkeypatch.setattr(too_old, "AT_ONCE", 2)
    monkeypatch.setattr(limits, "SLICE_S", 0.0)
    job = retention.start(None)
    assert job is not None
    while work_on(job.pk):
        pass
    job.refresh_from_db()
    assert (job.state, job.done, job.total) == ("done", 7, 7) and left() == set()


@pytest.mark.usefixtures("thirty_days", "no_redis")
def test_without_redis_nothing_is_deleted_and_the_reason_is_told(patient: User) -> None:
    old = session_of(31, user=patient)
    with pytest.raises(CommandError, match="Redis was away"):
        run()
    assert left() == {old}


def test_it_starts_once_a_day_by_itself() -> None:
    assert retention.start_if_due() is not None
    sync_redis().delete(retention.LEASE)
    Job.objects.update(state="done")
    assert retention.start_if_due() is None
    sync_redis().delete(retention.LEASE)
    Job.objects.update(created_at=ago(1))
    assert retention.start_if_due() is not None


def test_of_many_machines_one_starts_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert retention.start_if_due() is not None
    Job.objects.all().delete()  # as if the other machine had not seen the row yet
    assert retention.start_if_due() is None


def test_two_do_not_run_at_once(coordinator: User) -> None:
    assert retention.start(coordinator) is not None
    assert retention.start(coordinator) is None


def test_the_clock_asks_for_a_task_that_there_is() -> None:
    for entry in app.conf.beat_schedule.values():
        assert entry["task"] in app.tasks and entry["options"] == {"queue": QUEUE}


def test_the_task_of_the_clock_starts_the_job() -> None:
    tasks.retention()
    assert Job.objects.get().kind == "retention"
