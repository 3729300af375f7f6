"""Delete what is too old: once a day by itself, or when an administrator says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.utils import timezone

from webapp import jobs
from webapp.jobs import rows, too_old
from webapp.jobs.step import Handler, Step
from webapp.live.connections import sync_redis
from webapp.records.models import AccessLog, Job

EVERY = timedelta(hours=23)  # asked every few minutes, so it comes at about the same time of the day
LEASE, LEASE_S = "jobs:retention", 60


def start(by: User | None) -> Job | None:
    """None while one is under way."""
    if of_retention().filter(state__in=rows.OPEN).exists():
        return None
    return jobs.start(Job.Kind.RETENTION, None, {}, by)


def start_if_due() -> Job | None:
    """Asked by the clock of every jobs worker, on however many machines: the lease lets one of them through.

    Raises RedisError when Redis is away; then nothing is missed, the next tick asks again.
    """
    if not sync_redis().set(LEASE, 1, ex=LEASE_S, nx=True):
        return None
    newest = of_retention().exclude(state=Job.State.FAILED).first()
    if newest is not None and newest.created_at > timezone.now() - EVERY:
        return None
    return start(None)


def of_retention() -> Any:
    """The newest first."""
    return Job.objects.filter(kind=Job.Kind.RETENTION)


def _count(job: Job) -> int:
    return sum(number for _, number in too_old.count())


def _steps(job: Job) -> Iterator[Step]:
    """What is done is gone, so there is no place to go on at: each call begins with what is left."""
    now = timezone.now()
    for rule in too_old.RULES:
        for batch in rule.batches(now):
            for thing in batch:
                yield _delete(job, rule, thing)


def _delete(job: Job, rule: too_old.Rule, thing: Any) -> Step:
    target, why = f"{rule.name}:{thing.pk}", rule.why(thing)  # a deleted one has no key any more
    rule.delete(thing)
    if rule.is_about_people:
        study = getattr(thing, "study", None)
        AccessLog.objects.create(
            user=job.created_by, action=AccessLog.Action.DELETE, target=target, study=study, detail=why
        )
    return Step(target)


HANDLER = Handler(_count, _steps)
