"""A job whose message is lost is found all the same."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone
from kombu.exceptions import OperationalError
from pytest_django import DjangoCaptureOnCommitCallbacks as CaptureOnCommit

from tests.webapp.jobs.test_work import silent
from webapp import jobs
from webapp.celery import app
from webapp.jobs import limits, rows, tasks
from webapp.jobs.wake import QUEUE, wake_forgotten
from webapp.live.connections import sync_redis
from webapp.records.models import Job, Study

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]
Woken = list[uuid.UUID]


def older(job: Job) -> None:
    old = timezone.now() - timedelta(seconds=limits.LOOK_AFTER_S + 1)
    Job.objects.filter(pk=job.pk).update(created_at=old)


def test_starting_writes_a_row_and_wakes_a_worker_when_it_is_committed(
    study: Study, coordinator: User, woken: Woken, django_capture_on_commit_callbacks: CaptureOnCommit
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.start(Job.Kind.REANALYSIS, study, {"method": "pos", "sessions": None}, coordinator)
        assert woken == []
    assert woken == [job.pk]
    assert Job.objects.get().created_by == coordinator


def test_without_redis_the_row_waits(
    study: Study,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: CaptureOnCommit,
) -> None:
    def away(*args: object, **options: object) -> None:
        raise OperationalError("Connection refused")

    monkeypatch.setattr(app, "send_task", away)
    with django_capture_on_commit_callbacks(execute=True):
        job = jobs.start(Job.Kind.REANALYSIS, study, {}, None)
    assert job.state == "queued" and "a job waits until Redis is back" in caplog.text


def test_a_job_that_nobody_took_is_found(job: Job, woken: Woken) -> None:
    assert wake_forgotten() == 0  # its message may still be on the way
    older(job)
    assert wake_forgotten() == 1 and woken == [job.pk]


def test_a_job_whose_worker_died_is_found(job: Job, woken: Woken) -> None:
    rows.claim(job.pk)
    older(job)
    assert wake_forgotten() == 0
    silent(job)
    assert wake_forgotten() == 1 and woken == [job.pk]


def test_nobody_is_woken_while_messages_wait(job: Job, woken: Woken) -> None:
    older(job)
    sync_redis().lpush(QUEUE, b"{}")
    assert wake_forgotten() == 0 and woken == []


def test_what_is_left_of_a_job_goes_to_the_tail_of_the_queue(
    job: Job, woken: Woken, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = iter([True, False])
    monkeypatch.setattr("webapp.jobs.work.work_on", lambda pk: next(left))
    tasks.work(job.pk.hex)
    tasks.work(job.pk.hex)
    assert woken == [job.pk]
