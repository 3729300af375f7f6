"""How the parts of the installation are, asked at this moment."""

from __future__ import annotations

from dataclasses import dataclass
from time import perf_counter
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from redis.exceptions import RedisError

from webapp.jobs.wake import QUEUE as JOBS
from webapp.live import registry
from webapp.live.connections import sync_redis

QUEUES = (*registry.QUEUES, JOBS)
MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Database:
    kind: str
    version: str
    size_mib: float | None
    latency_ms: float


@dataclass(frozen=True, slots=True)
class Redis:
    version: str
    memory_mib: float
    peak_mib: float
    limit_mib: float | None
    """None: as much as the machine has."""
    persists: bool | None
    """Whether it writes what it holds to disk; None where it does not tell."""
    clients: int
    uptime_s: int


@dataclass(frozen=True, slots=True)
class Queue:
    name: str
    waiting: int
    is_heard: bool


def database() -> Database | None:
    """None when it does not answer."""
    try:
        started = perf_counter()
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            latency_ms = 1000 * (perf_counter() - started)
            version, size = _postgresql(cursor) if connection.vendor == "postgresql" else _sqlite(cursor)
    except DatabaseError:
        return None
    return Database(connection.display_name, version, size / MIB, latency_ms)


def redis() -> Redis:
    """Raises RedisError when it does not answer."""
    info: dict[str, Any] = sync_redis().info()
    limit = int(info.get("maxmemory") or 0)
    return Redis(
        version=str(info["redis_version"]),
        memory_mib=int(info["used_memory"]) / MIB,
        peak_mib=int(info["used_memory_peak"]) / MIB,
        limit_mib=limit / MIB if limit else None,
        persists=_persists(info),
        clients=int(info["connected_clients"]),
        uptime_s=int(info["uptime_in_seconds"]),
    )


def queues() -> list[Queue]:
    """Raises RedisError when it does not answer."""
    return [Queue(name, int(sync_redis().llen(name)), registry.is_heard(name)) for name in QUEUES]


def live_sessions() -> tuple[int, int]:
    """How many run, and how many may. Raises RedisError when it does not answer."""
    return registry.count_live(), settings.MAX_SESSIONS


def _persists(info: dict[str, Any]) -> bool | None:
    if info.get("aof_enabled"):
        return True
    try:
        return bool(sync_redis().config_get("save").get("save"))
    except RedisError:  # a hosted one refuses CONFIG
        return None


def _postgresql(cursor: Any) -> tuple[str, int]:
    cursor.execute("SHOW server_version")
    version = str(cursor.fetchone()[0])
    cursor.execute("SELECT pg_database_size(current_database())")
    return version, int(cursor.fetchone()[0])


def _sqlite(cursor: Any) -> tuple[str, int]:
    cursor.execute("SELECT sqlite_version()")
    version = str(cursor.fetchone()[0])
    cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
    return version, int(cursor.fetchone()[0])
