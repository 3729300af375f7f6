"""Tasks that ended with an error: written down without a word about a person, and tried again."""

from __future__ import annotations

import logging
import uuid
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from celery.signals import task_failure
from django.contrib.auth.models import User
from django.db import DatabaseError
from django.utils import timezone
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from vitals.errors import VitalsError
from webapp.celery import app
from webapp.logs import place_of
from webapp.records.models import FailedTask, Job, Session

log = logging.getLogger(__name__)

KEPT = 500  # rows; older ones go
SAME_WITHIN = timedelta(minutes=1)  # a task that fails four times a second is one row a minute


class NotSent(Exception):
    """Raised when a task cannot be tried again now; the message says why."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A row, and what became of it."""

    row: FailedTask
    outcome: str


@task_failure.connect
def note(
    sender: Any = None,
    args: Any = (),
    kwargs: Any = None,
    exception: BaseException | None = None,
    **more: Any,
) -> None:
    """Runs in the worker. A database that is away must not hide the error itself, which Celery logs."""
    if exception is None:
        return
    try:
        keep(sender.name, list(args or ()), exception)
    except DatabaseError as error:
        log.warning("a failed task could not be written down: %s", type(error).__name__)


def keep(name: str, arguments: list[Any], exception: BaseException) -> None:
    """Kind and place of the error; its words only where they are ours, since others may name a person."""
    words = f": {exception}" if isinstance(exception, VitalsError) else ""
    told = {"name": name, "arguments": arguments, "error": f"{place_of(exception)}{words}"}
    if FailedTask.objects.filter(**told, failed_at__gt=timezone.now() - SAME_WITHIN).exists():
        return
    FailedTask.objects.create(**told)
    oldest_kept = list(FailedTask.objects.values_list("pk", flat=True)[KEPT - 1 : KEPT])
    if oldest_kept:
        FailedTask.objects.filter(pk__lt=oldest_kept[0]).delete()


def retry(row: FailedTask, by: User) -> None:
    """Put the task at the tail of its queue again. Raises NotSent."""
    if row.name not in app.tasks:
        raise NotSent(_("This version of the server has no task of this name."))
    try:
        app.send_task(row.name, tuple(row.arguments))
    except (OperationalError, RedisError, OSError) as error:
        raise NotSent(_("Redis does not answer: try again when it is back.")) from error
    row.retried_at, row.retried_by = timezone.now(), by
    row.save(update_fields=["retried_at", "retried_by"])


def newest(count: int) -> list[Failure]:
    return [Failure(row, _outcome(row)) for row in FailedTask.objects.select_related("retried_by")[:count]]


def _outcome(row: FailedTask) -> str:
    """What the thing that the task was about has come to."""
    if row.retried_at is not None:
        again = FailedTask.objects.filter(
            name=row.name, arguments=row.arguments, failed_at__gt=row.retried_at
        ).first()
        if again is not None:
            return _("failed again at %(at)s") % {"at": f"{again.failed_at:%H:%M:%S}"}
    about = _about(row)
    if row.retried_at is None:
        return about
    return _("tried again, no error since") + (f"; {about}" if about else "")


def _about(row: FailedTask) -> str:
    try:
        pk = uuid.UUID(str(row.arguments[0]))
    except (IndexError, ValueError):
        return ""
    if row.name == "jobs.work":
        job = Job.objects.filter(pk=pk).first()
        return _("the job: %(state)s") % {"state": job.state} if job else _("the job is gone")
    session = Session.objects.filter(pk=pk).only("state").first()
    if session is None:
        return _("the measurement is gone")
    return _("the measurement: %(state)s") % {"state": session.state}
