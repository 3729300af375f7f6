"""Durable work in the background: a row says what and how far, Redis only wakes somebody for it.

`start` is all that other apps need; a new kind of work is one line in `handlers.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User

    from webapp.records.models import Job, Study


def start(
    kind: Job.Kind, study: Study | None, parameters: dict[str, Any], user: User | AnonymousUser | None
) -> Job:
    """Write the job down and wake a worker once that is committed. Without Redis it waits until one looks."""
    from django.db import transaction

    from webapp.jobs.rows import create  # models cannot be loaded before Django's apps are
    from webapp.jobs.wake import wake

    job = create(kind, study, parameters, user)
    transaction.on_commit(lambda: wake(job.pk))
    return job
