"""Wake a worker for a job, and find the jobs for which that was in vain."""

from __future__ import annotations

import logging
import uuid

from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from webapp.celery import app
from webapp.jobs import rows
from webapp.live.connections import sync_redis

log = logging.getLogger(__name__)

QUEUE, TASK = "jobs", "jobs.work"


def wake(pk: uuid.UUID) -> bool:
    """Whether a worker was told. If not, the row waits, and a worker finds it when Redis is back."""
    try:
        app.send_task(TASK, (pk.hex,), queue=QUEUE)
    except (OperationalError, RedisError, OSError) as error:
        log.warning("a job waits until Redis is back (%s)", type(error).__name__)
        return False
    return True


def wake_forgotten() -> int:
    """Wake somebody for rows whose message was lost or whose worker died; how many there were.

    While messages wait, nothing is done: theirs may be among them, and the queue would fill with copies.
    """
    if sync_redis().llen(QUEUE):
        return 0
    found = rows.forgotten()
    for pk in found:
        wake(pk)
    return len(found)
