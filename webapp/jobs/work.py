"""What a worker does with a job: a bounded slice of it, step by step."""

from __future__ import annotations

import logging
import uuid
from threading import Event
from time import monotonic
from typing import Any

from celery.signals import worker_shutting_down
from django.db import InterfaceError, OperationalError
from redis.exceptions import RedisError

from vitals.errors import VitalsError
from webapp.jobs import limits, rows
from webapp.jobs.handlers import UnknownKind, handler_of
from webapp.jobs.step import Handler, Step
from webapp.logs import place_of
from webapp.records.models import Job

log = logging.getLogger(__name__)
_over = Event()


@worker_shutting_down.connect
def end(**kwargs: Any) -> None:
    """The worker is asked to end: it gives its job back after the step that it is at."""
    _over.set()


def work_on(pk: uuid.UUID) -> bool:
    """Do a slice of the job. Returns whether there is more to do.

    An error ends the job with its reason. When the database itself is away, nothing can be written: the job
    falls silent and is claimed again later.
    """
    job = rows.claim(pk)
    if job is None:
        return False
    if job.attempts > limits.MAX_ATTEMPTS:
        rows.fail(job, f"The worker ended {limits.MAX_ATTEMPTS} times at the same place: look at its log.")
        return False
    try:
        return _slice(job, handler_of(job.kind))
    except (InterfaceError, OperationalError):
        raise
    except RedisError as error:
        rows.fail(job, f"Redis was away ({type(error).__name__}): start it again.")
    except (VitalsError, UnknownKind) as error:
        rows.fail(job, str(error))
    except Exception as error:
        place = place_of(error)
        log.error("a job of kind %s failed: %s", job.kind, place)
        rows.fail(job, f"Nobody has foreseen this error: {place}")
    return False


def _slice(job: Job, handler: Handler) -> bool:
    if not job.total and not rows.set_total(job, handler.count(job)):
        return False
    until_s = monotonic() + limits.SLICE_S
    progress = _Progress(job)
    for step in handler.steps(job):
        progress.add(step)
        if progress.is_due() and not progress.write():
            return False  # cancelled, or another worker has it
        if monotonic() > until_s or _over.is_set():
            return progress.write() and rows.leave(job)
    if progress.write():
        rows.finish(job)
    return False


class _Progress:
    """Steps since the last note: a thousand quick ones need not be a thousand updates."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._sum: Step | None = None
        self._written_s = monotonic()

    def add(self, step: Step) -> None:
        before = self._sum or Step("", 0, 0)
        done, skipped = before.done + step.done, before.skipped + step.skipped
        self._sum = Step(step.cursor, done, skipped, before.problem or step.problem)

    def is_due(self) -> bool:
        return monotonic() - self._written_s >= limits.NOTE_EVERY_S

    def write(self) -> bool:
        """Whether the job is still ours."""
        if self._sum is None:
            return True
        step, self._sum, self._written_s = self._sum, None, monotonic()
        return rows.note(self._job, step)
