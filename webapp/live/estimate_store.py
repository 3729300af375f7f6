"""What an estimator asks of Redis: the trailing window under a lease, and the whole session at its end."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import cast

import numpy as np

from vitals.limits import RESAMPLE_HZ
from vitals.types import ROW_LENGTH_1, Trace
from webapp.live import keys, limits
from webapp.live.connections import sync_redis
from webapp.live.scripts import milliseconds, script

TAIL_ROWS = round(limits.TAIL_S * RESAMPLE_HZ)


@dataclass(frozen=True, slots=True)
class Window:
    """The end of a session's trace in the hands of one estimator."""

    token: str
    meta: dict[str, str]
    trace: Trace
    state: bytes
    finish: bool
    """No more frames will come: the result is due."""


def take(pk: uuid.UUID) -> Window | None:
    """None when another estimator has the session, or it is over."""
    key, token = keys.Keys(pk), uuid.uuid4().hex
    run = sync_redis().register_script(script("take_estimate"))
    names = [key.meta, key.trace, key.estimate, key.monitor_state, key.frames, key.vision]
    found = run(keys=names, args=[token, milliseconds(limits.LEASE_S), TAIL_ROWS])
    if found is None:
        return None
    flat, rows, state, finish = found
    meta = _pairs(flat)
    return Window(token, meta, _trace(rows, meta.get("row_bytes")), state, bool(finish))


def commit(pk: uuid.UUID, window: Window, estimate: str, state: bytes, t_s: float) -> bool | None:
    """Keep an estimate (JSON) and release; True when the next is due, None when the lease was lost."""
    return _release(pk, window, [estimate, state, repr(t_s)])


def release(pk: uuid.UUID, window: Window) -> bool | None:
    """Release without an estimate."""
    return _release(pk, window, ["", b"", ""])


def hold(pk: uuid.UUID, window: Window) -> bool:
    """Lengthen the lease for the work at the end; False when it was lost."""
    key = keys.Keys(pk).estimate
    if sync_redis().get(key) != window.token.encode():
        return False
    return bool(sync_redis().set(key, window.token, px=milliseconds(limits.FINISH_LEASE_S), xx=True))


def whole_trace(pk: uuid.UUID) -> Trace:
    key, redis = keys.Keys(pk), sync_redis()
    rows, row_bytes = redis.get(key.trace), redis.hget(key.meta, "row_bytes")
    return _trace(cast(bytes, rows or b""), cast(bytes | None, row_bytes))


def waiting(pk: uuid.UUID) -> int:
    """Frames that no vision worker has taken."""
    return int(sync_redis().xlen(keys.Keys(pk).frames))


def estimates(pk: uuid.UUID, start: int = 0) -> list[str]:
    """The estimates as they were kept, from number `start` on."""
    found = cast(list[bytes], sync_redis().lrange(keys.Keys(pk).estimates, start, -1))
    return [item.decode() for item in found]


def note_kept(pk: uuid.UUID, count: int) -> None:
    """So many estimates are in the database."""
    sync_redis().register_script(script("note"))(keys=[keys.Keys(pk).meta], args=["kept", count])


def _release(pk: uuid.UUID, window: Window, values: list[str | bytes]) -> bool | None:
    key = keys.Keys(pk)
    run = sync_redis().register_script(script("commit_estimate"))
    names = [key.meta, key.estimate, key.monitor_state, key.estimates, key.frames, key.vision]
    args = [window.token, milliseconds(limits.LEASE_S), limits.KEYS_TTL_S, *values]
    again = run(keys=names, args=args)
    return None if again is None else bool(again)


def _trace(rows: bytes, row_bytes: str | bytes | None) -> Trace:
    """Sessions that began before rows told their length have those of the first version."""
    length = int(row_bytes) // 8 if row_bytes else ROW_LENGTH_1
    return Trace.from_rows(np.frombuffer(rows, np.float64).reshape(-1, length))


def _pairs(flat: list[bytes]) -> dict[str, str]:
    texts = [item.decode() for item in flat]
    return dict(zip(texts[::2], texts[1::2], strict=True))
