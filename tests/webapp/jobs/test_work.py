"""Jobs outlive their workers, stop when told, and never run twice at once."""

from __future__ import annotations

import logging
from datetime import timedelta
from threading import Event

import pytest
from django.db import OperationalError
from django.utils import timezone
from redis.exceptions import ConnectionError as RedisConnectionError

from tests.webapp.jobs.conftest import Scripted
from vitals.errors import MethodError
from webapp.jobs import limits, rows, work
from webapp.jobs.work import work_on
from webapp.records.models import Job

pytestmark = pytest.mark.django_db
NAMES = [f"{i:02d}" for i in range(10)]


def silent(job: Job) -> None:
    """The worker of this job is dead for long enough."""
    Job.objects.filter(pk=job.pk).update(seen_at=timezone.now() - timedelta(seconds=limits.SILENCE_S + 1))


def test_a_job_is_done_step_by_step(job: Job, scripted: Scripted) -> None:
    assert work_on(job.pk) is False
    job.refresh_from_db()
    assert scripted.seen == NAMES
    assert (job.state, job.done, job.total, job.cursor) == ("done", 10, 10, "09")
    assert job.started_at is not None and job.ended_at is not None


def test_a_long_job_goes_to_the_tail_and_on_where_it_was(
    job: Job, scripted: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "SLICE_S", 0.0)
    assert work_on(job.pk) is True
    job.refresh_from_db()
    assert (job.state, job.done) == ("queued", 1)
    while work_on(job.pk):
        pass
    job.refresh_from_db()
    assert scripted.seen == NAMES and (job.state, job.done) == ("done", 10)


def test_a_job_whose_worker_died_is_taken_up_by_another(job: Job, scripted: Scripted) -> None:
    taken = rows.claim(job.pk)
    assert taken is not None and rows.set_total(taken, 10)
    assert work_on(job.pk) is False and scripted.seen == []  # the first one lives, as far as is known
    silent(job)
    work_on(job.pk)
    job.refresh_from_db()
    assert scripted.seen == NAMES and job.state == "done"


def test_progress_survives_the_worker(job: Job, scripted: Scripted) -> None:
    def die(name: str) -> None:
        if name == "04" and "04" not in scripted.seen:
            raise OperationalError("the database is away")

    scripted.before = die  # type: ignore[method-assign]
    with pytest.raises(OperationalError):
        work_on(job.pk)
    silent(job)
    scripted.before = lambda name: None  # type: ignore[method-assign]
    work_on(job.pk)
    job.refresh_from_db()
    assert scripted.seen == NAMES and job.done == 10


def test_a_worker_that_was_taken_for_dead_stops(job: Job, scripted: Scripted) -> None:
    def taken_over(name: str) -> None:
        if name == "03":
            silent(job)
            assert rows.claim(job.pk) is not None

    scripted.before = taken_over  # type: ignore[method-assign]
    assert work_on(job.pk) is False
    job.refresh_from_db()
    assert scripted.seen == NAMES[:4] and (job.state, job.done) == ("running", 3)


def test_a_job_that_kills_its_workers_is_given_up(job: Job, scripted: Scripted) -> None:
    for _ in range(limits.MAX_ATTEMPTS):
        assert rows.claim(job.pk) is not None
        silent(job)
    work_on(job.pk)
    job.refresh_from_db()
    assert job.state == "failed" and "3 times at the same place" in job.error and scripted.seen == []


def test_a_worker_that_is_asked_to_end_gives_its_job_back(
    job: Job, scripted: Scripted, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = Event()
    monkeypatch.setattr(work, "_over", over)
    scripted.before = lambda name: work.end() if name == "03" else None  # type: ignore[method-assign]
    assert work_on(job.pk) is True
    job.refresh_from_db()
    assert (job.state, job.done) == ("queued", 4)


def test_a_cancelled_job_stops_before_its_next_step(job: Job, scripted: Scripted) -> None:
    def cancel(name: str) -> None:
        if name == "02":
            assert rows.cancel(job.pk)

    scripted.before = cancel  # type: ignore[method-assign]
    assert work_on(job.pk) is False
    job.refresh_from_db()
    assert scripted.seen == NAMES[:3] and job.state == "cancelled" and job.ended_at is not None


def test_a_job_that_is_over_is_not_cancelled(job: Job, scripted: Scripted) -> None:
    work_on(job.pk)
    assert rows.cancel(job.pk) is False


def test_an_error_of_ours_is_told_in_its_words(job: Job, scripted: Scripted) -> None:
    def fail(name: str) -> None:
        raise MethodError("method 'ssr' needs second moments")

    scripted.before = fail  # type: ignore[method-assign]
    work_on(job.pk)
    job.refresh_from_db()
    assert (job.state, job.error) == ("failed", "method 'ssr' needs second moments")


def test_an_unforeseen_error_is_told_by_its_place_only(
    job: Job, scripted: Scripted, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(name: str) -> None:
        raise KeyError("Mrs Miller")

    scripted.before = fail  # type: ignore[method-assign]
    with caplog.at_level(logging.ERROR):
        work_on(job.pk)
    job.refresh_from_db()
    assert job.state == "failed" and "KeyError in tests/webapp/jobs/test_work.py, line" in job.error
    assert "Miller" not in caplog.text + job.error


def test_a_failed_job_goes_on_where_it_stopped(job: Job, scripted: Scripted) -> None:
    def fail(name: str) -> None:
        if name == "05":
            raise RedisConnectionError

    scripted.before = fail  # type: ignore[method-assign]
    work_on(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done) == ("failed", 5) and "Redis was away" in job.error
    assert rows.again(job.pk)
    scripted.before = lambda name: None  # type: ignore[method-assign]
    work_on(job.pk)
    job.refresh_from_db()
    assert (job.state, job.done, job.error) == ("done", 10, "") and scripted.seen == NAMES


def test_a_kind_that_nobody_knows_fails_with_its_name(job: Job) -> None:
    Job.objects.filter(pk=job.pk).update(kind="dance")
    work_on(job.pk)
    job.refresh_from_db()
    assert job.state == "failed" and "'dance'" in job.error


def test_nobody_works_on_a_job_that_is_gone(job: Job, scripted: Scripted) -> None:
    Job.objects.all().delete()
    assert work_on(job.pk) is False and scripted.seen == []
