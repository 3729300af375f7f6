"""Whether the parts that a measurement needs are alive."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from redis.exceptions import RedisError

from webapp.jobs.wake import QUEUE as JOBS
from webapp.live import registry


@require_GET
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """200 when all is well, 503 otherwise; the body says which part is away, and what the network runs on.

    `jobs` is told and does not count: without its worker one can measure. `network` is the note of the vision
    worker that gave the last sign of life: the weights, and the provider that its session has in use.
    """
    parts = {"database": _database(), **_redis_and_workers()}
    alive = all(state == "ok" for state in parts.values())
    network = registry.note_of("vision") if alive else ""
    body = {"status": "ok" if alive else "unavailable", **parts, "jobs": _jobs(parts), "network": network}
    return JsonResponse(body, status=200 if alive else 503)


def _jobs(parts: dict[str, str]) -> str:
    if parts["redis"] != "ok":
        return "unknown"
    return "ok" if registry.is_heard(JOBS) else "away"


def _database() -> str:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "away"
    return "ok"


def _redis_and_workers() -> dict[str, str]:
    try:
        silent = registry.silent_queues()
    except (RedisError, OSError):
        return {"redis": "away", **dict.fromkeys(registry.QUEUES, "unknown")}
    return {"redis": "ok", **{queue: "away" if queue in silent else "ok" for queue in registry.QUEUES}}
