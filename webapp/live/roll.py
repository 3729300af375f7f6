"""The workers one by one, on whatever machine: each writes down now and then what it is."""

from __future__ import annotations

import json
import os
import socket
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from time import time

from webapp.live.connections import sync_redis
from webapp.live.keys import PREFIX
from webapp.live.limits import HEARTBEAT_TTL_S

ROLL = f"{PREFIX}workers"
MIB = 1024 * 1024
_STATM = Path("/proc/self/statm")
_since_s = time()


@dataclass(frozen=True, slots=True)
class Worker:
    """One process that was heard lately."""

    queue: str
    host: str
    pid: int
    note: str
    since_s: float
    heard_s: float
    memory_mib: float | None
    """Resident; None where the system does not tell."""

    @property
    def since(self) -> datetime:
        return datetime.fromtimestamp(self.since_s, UTC)


def answer(queue: str, note: str) -> None:
    """This process is here."""
    worker = Worker(queue, socket.gethostname(), os.getpid(), note, _since_s, time(), _memory_mib())
    sync_redis().hset(ROLL, _name(queue), json.dumps(asdict(worker)))


def leave(queue: str) -> None:
    """This process ends."""
    sync_redis().hdel(ROLL, _name(queue))


def present() -> list[Worker]:
    """Those that were heard lately; the others are crossed out, so that the list does not grow."""
    redis = sync_redis()
    found = {name: Worker(**json.loads(text)) for name, text in redis.hgetall(ROLL).items()}
    gone = [name for name, worker in found.items() if time() - worker.heard_s > HEARTBEAT_TTL_S]
    if gone:
        redis.hdel(ROLL, *gone)
    here = [worker for name, worker in found.items() if name not in gone]
    return sorted(here, key=lambda worker: (worker.queue, worker.host, worker.pid))


def _name(queue: str) -> str:
    return f"{socket.gethostname()}:{os.getpid()}:{queue}"


def _memory_mib() -> float | None:
    if not _STATM.exists():
        return None
    return int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / MIB
