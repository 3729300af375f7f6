"""What the consumer asks of Redis: open, append, stop. Asynchronous, one round trip each."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from vitals.frames.batch import Batch
from webapp.live import keys, limits
from webapp.live.connections import async_redis
from webapp.live.scripts import milliseconds, script


@dataclass(frozen=True, slots=True)
class Opened:
    """Where a session stands when a socket connects to it."""

    previous: str
    """Channel name of the socket that had it before; empty if none."""
    next_seq: int
    last_t_s: float


class Status(StrEnum):
    """What became of a batch."""

    OK = "ok"
    REPLACED = "replaced"
    ENDED = "ended"
    UNAVAILABLE = "unavailable"


@dataclass(frozen=True, slots=True)
class Appended:
    status: Status
    accepted: bool
    backlog: int
    """Frames waiting."""
    schedule: bool
    """No worker has the session: the caller must queue a task."""


async def open_session(pk: uuid.UUID, connection: str) -> Opened | None:
    """Make `connection` the one socket of the session; None when it is over."""
    key = keys.Keys(pk)
    graces = [milliseconds(limits.GRACE_S), milliseconds(limits.FIRST_GRACE_S)]
    found = await _run("open", [key.meta, keys.DEADLINES], [str(pk), connection, *graces])
    if found is None:
        return None
    previous, next_seq, last_t_s = found
    return Opened(previous.decode(), int(next_seq), float(last_t_s))


async def append(pk: uuid.UUID, connection: str, batch: Batch) -> Appended:
    """Put a batch at the end of the session's stream, or refuse it whole when the stream is full."""
    key = keys.Keys(pk)
    names = [key.meta, key.frames, key.vision, keys.DEADLINES, keys.worker("vision"), keys.worker("estimate")]
    times = [
        milliseconds(limits.LEASE_S),
        milliseconds(limits.GRACE_S),
        limits.KEYS_TTL_S,
        limits.SESSION_MAX_S,
        limits.FRAMES_TTL_S,
    ]
    frames = [value for frame in batch.frames for value in (repr(frame.t_s), frame.jpeg)]
    head = [str(pk), connection, batch.seq + 1, limits.MAX_BACKLOG_FRAMES, *times]
    status, accepted, backlog, schedule = await _run("append", names, [*head, *frames])
    return Appended(Status(status.decode()), bool(accepted), backlog, bool(schedule))


async def stop(pk: uuid.UUID) -> str:
    """End the measurement; returns the queue of the task to schedule, or an empty string."""
    key = keys.Keys(pk)
    names = [key.meta, key.frames, key.vision, key.estimate, keys.DEADLINES]
    args = [str(pk), milliseconds(limits.DRAIN_S), milliseconds(limits.LEASE_S)]
    queue: bytes = await _run("stop", names, args)
    return queue.decode()


async def page_dropped(pk: uuid.UUID, frames: int) -> None:
    """Keep the page's own count of frames that it has dropped."""
    await _run("note", [keys.Keys(pk).meta], ["page_dropped", frames])


async def want_classes(pk: uuid.UUID, wanted: bool) -> None:
    """Whether the `vision` messages of this session come with the class of each place."""
    await _run("note", [keys.Keys(pk).meta], ["classes", int(wanted)])


async def _run(name: str, names: list[str], args: list[Any]) -> Any:
    return await async_redis().register_script(script(name))(keys=names, args=args)
