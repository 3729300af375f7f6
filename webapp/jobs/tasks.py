"""The one task: a slice of a job, and the tail of the queue for what is left."""

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
