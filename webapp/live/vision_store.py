"""What a vision worker asks of Redis: take frames under a lease, give back what it saw."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from time import time
from typing import Any

from vitals.frames.batch import EncodedFrame
from vitals.types import ROW_LENGTH
from webapp.live import keys, limits
from webapp.live.connections import sync_redis
from webapp.live.scripts import milliseconds, script

ROW_BYTES = 8 * ROW_LENGTH


@dataclass(frozen=True, slots=True)
class Taken:
    """Frames in the hands of one worker."""

    token: str
    frames: tuple[EncodedFrame, ...]
    keep_from_id: str
    """Stream id after the last of the frames; empty when there are none."""
    state: bytes
    """Of the analyser; empty at the start."""
    bad_in_a_row: int
    wants_classes: bool = False
    """Whether the page shows what the network sees."""

    def waited_s(self) -> float:
        """How long ago the newest of the frames arrived: stream ids are arrival times, in ms since 1970."""
        arrived_ms = int(self.keep_from_id.partition("-")[0] or 0)
        return max(0.0, time() - arrived_ms / 1000)


@dataclass(frozen=True, slots=True)
class Seen:
    """What the worker made of them."""

    rows: bytes
    """float64 rows of vitals.types.Trace, one per frame that could be decoded."""
    state: bytes
    newest_t_s: float
    processed: int
    dropped: int
    bad_in_a_row: int
    model: str = ""
    """Name, version and hash of the weights."""


@dataclass(frozen=True, slots=True)
class Committed:
    waiting: int
    """Frames that came in the meantime; the session is marked as queued again."""
    estimate_due: bool


def take(pk: uuid.UUID) -> Taken | None:
    """Up to FRAMES_PER_TASK frames; None when another worker has the session, or it is over."""
    key, token = keys.Keys(pk), uuid.uuid4().hex
    args: list[Any] = [
        token,
        milliseconds(limits.LEASE_S),
        limits.FRAMES_PER_TASK,
        milliseconds(limits.STALE_S),
    ]
    run = sync_redis().register_script(script("take"))
    found = run(keys=[key.meta, key.frames, key.vision, key.vision_state], args=args)
    if found is None:
        return None
    state, bad, classes, entries = found
    frames = tuple(EncodedFrame(float(values[1]), values[3]) for _, values in entries)
    keep_from_id = _after(entries[-1][0]) if entries else ""
    return Taken(token, frames, keep_from_id, state, int(bad), bool(int(classes)))


def commit(pk: uuid.UUID, taken: Taken, seen: Seen) -> Committed | None:
    """Keep the trace and delete the frames in one step; None (and no change) when the lease was lost."""
    key = keys.Keys(pk)
    args: list[Any] = [
        taken.token,
        milliseconds(limits.LEASE_S),
        limits.KEYS_TTL_S,
        taken.keep_from_id,
        seen.rows,
        seen.state,
        seen.processed,
        seen.dropped,
        seen.bad_in_a_row,
        repr(seen.newest_t_s),
        seen.model,
        ROW_BYTES,
    ]
    run = sync_redis().register_script(script("commit"))
    names = [key.meta, key.frames, key.vision, key.vision_state, key.trace, key.estimate]
    found = run(keys=names, args=args)
    return None if found is None else Committed(int(found[0]), bool(found[1]))


def _after(stream_id: bytes) -> str:
    """The smallest id above this one."""
    milliseconds_part, number = stream_id.decode().split("-")
    return f"{milliseconds_part}-{int(number) + 1}"
