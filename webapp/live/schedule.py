"""Wake a worker for a session."""

from __future__ import annotations

import uuid

from asgiref.sync import sync_to_async
from kombu.exceptions import OperationalError
from redis.exceptions import ConnectionError as RedisConnectionError

from webapp.celery import app

TASKS = {"vision": "live.see", "estimate": "live.estimate"}


def schedule_now(queue: str, pk: uuid.UUID) -> None:
    """Put a task at the tail of the queue. Raises Redis' ConnectionError when the broker is away."""
    try:
        app.send_task(TASKS[queue], (pk.hex,), queue=queue)
    except OperationalError as error:
        raise RedisConnectionError(str(error)) from error


async def schedule(queue: str, pk: uuid.UUID) -> None:
    """The same from the event loop, in a thread of its own: sending blocks."""
    await sync_to_async(schedule_now, thread_sensitive=False)(queue, pk)
