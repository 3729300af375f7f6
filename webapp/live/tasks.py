"""The two tasks. Each does one bounded piece of work; what is left goes to the tail of its queue."""

from __future__ import annotations

import uuid

from celery import shared_task

from webapp.live.schedule import schedule_now


@shared_task(name="live.see")
def see(session: str) -> None:
    """Reduce the frames that wait to samples."""
    from webapp.live.vision import see_frames  # the network is loaded by vision workers only

    pk = uuid.UUID(session)
    for queue in see_frames(pk):
        schedule_now(queue, pk)


@shared_task(name="live.estimate")
def estimate(session: str) -> None:
    """Estimate from the trailing window, or finish the session when no more will come."""
    from webapp.live.estimator import estimate_or_finish  # scipy is loaded by estimate workers only

    pk = uuid.UUID(session)
    if estimate_or_finish(pk):
        schedule_now("estimate", pk)
