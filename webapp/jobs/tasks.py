"""A slice of a job, the rest to the tail of the queue; and what the clock asks for now and then."""

from __future__ import annotations

import uuid

from celery import shared_task

from webapp.jobs.wake import wake


@shared_task(name="jobs.work")
def work(job: str) -> None:
    from webapp.jobs.work import work_on  # numerical libraries are loaded by the jobs worker only

    pk = uuid.UUID(job)
    if work_on(pk):
        wake(pk)


@shared_task(name="jobs.retention")
def retention() -> None:
    from webapp.jobs.retention import start_if_due

    start_if_due()


@shared_task(name="jobs.tidy")
def tidy() -> None:
    from webapp.jobs.tidy import tidy as tidy_up

    tidy_up()
