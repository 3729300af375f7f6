"""The rows of jobs. Every change is one conditional update, so any number of workers may try.

`seen_at` is also the token of the worker that has the job: each note renews it, and a worker whose token is
not there any more has lost the job to another one.
"""

from __future__ import annotations

import uuid
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AnonymousUser, User
from django.db.models import F, Q
from django.utils import timezone

from webapp.jobs import limits
from webapp.jobs.step import Step
from webapp.records.models import Job, Study

State = Job.State
OPEN = (State.QUEUED, State.RUNNING)


def create(
    kind: Job.Kind, study: Study | None, parameters: dict[str, Any], user: User | AnonymousUser | None
) -> Job:
    by = user if isinstance(user, User) else None
    return Job.objects.create(kind=kind, study=study, parameters=parameters, created_by=by)


def claim(pk: uuid.UUID) -> Job | None:
    """The job for this worker; None when another one has it, or it is over."""
    now = timezone.now()
    free = Q(state=State.QUEUED) | _is_silent()
    taken = {"state": State.RUNNING, "seen_at": now, "attempts": F("attempts") + 1}
    if not Job.objects.filter(free, pk=pk).update(**taken):
        return None
    Job.objects.filter(pk=pk, started_at=None).update(started_at=now)
    return Job.objects.select_related("study").filter(pk=pk, seen_at=now).first()


def set_total(job: Job, total: int) -> bool:
    return _update(job, total=total)


def note(job: Job, step: Step) -> bool:
    """Write down progress. False when the job was cancelled, or another worker has it."""
    job.cursor, job.done, job.skipped = step.cursor, job.done + step.done, job.skipped + step.skipped
    job.error = job.error or step.problem[: limits.MAX_ERROR_LENGTH]
    fields = {"cursor": job.cursor, "done": job.done, "skipped": job.skipped, "error": job.error}
    return _update(job, **fields, attempts=0)


def leave(job: Job) -> bool:
    """Give it back with more to do."""
    return _update(job, state=State.QUEUED)


def finish(job: Job) -> None:
    _update(job, state=State.DONE, ended_at=timezone.now())


def fail(job: Job, why: str) -> None:
    _update(job, state=State.FAILED, ended_at=timezone.now(), error=why[: limits.MAX_ERROR_LENGTH])


def cancel(pk: uuid.UUID) -> bool:
    """Whether there was something to stop. What is done stays; the worker stops before its next step."""
    over = {"state": State.CANCELLED, "ended_at": timezone.now()}
    return bool(Job.objects.filter(pk=pk, state__in=OPEN).update(**over))


def again(pk: uuid.UUID) -> bool:
    """Whether a failed job goes on where it stopped."""
    anew = {"state": State.QUEUED, "ended_at": None, "error": "", "attempts": 0}
    return bool(Job.objects.filter(pk=pk, state=State.FAILED).update(**anew))


def forgotten() -> list[uuid.UUID]:
    """Jobs that wait for longer than a message takes, and those whose worker is dead."""
    old = timezone.now() - timedelta(seconds=limits.LOOK_AFTER_S)
    waits = Q(state=State.QUEUED, created_at__lt=old) & (Q(seen_at=None) | Q(seen_at__lt=old))
    return list(Job.objects.filter(waits | _is_silent()).order_by("created_at").values_list("pk", flat=True))


def _is_silent() -> Q:
    return Q(state=State.RUNNING, seen_at__lt=timezone.now() - timedelta(seconds=limits.SILENCE_S))


def _update(job: Job, **fields: Any) -> bool:
    """Only while this worker has it; renews its token."""
    now = timezone.now()
    mine = Job.objects.filter(pk=job.pk, state=State.RUNNING, seen_at=job.seen_at)
    if not mine.update(seen_at=now, **fields):
        return False
    job.seen_at = now
    return True
