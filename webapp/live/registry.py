"""The live sessions as a whole: places, rate of new ones, deadlines, and signs of life of the workers."""

from __future__ import annotations

import hashlib
import uuid
from ipaddress import ip_address
from typing import Any, cast

from django.conf import settings

from webapp.live import keys, limits
from webapp.live.connections import sync_redis
from webapp.live.scripts import milliseconds, script

QUEUES = ("vision", "estimate")
MINUTE_S = 60


class Full(Exception):
    """Raised when no place is left."""


class AddressFull(Full):
    """Raised when this address has as many as one may have."""


def begin(pk: uuid.UUID, fields: dict[str, str], address: str = "127.0.0.1") -> None:
    """Reserve a place for a session and keep `fields` with it. Raises Full or AddressFull."""
    most = settings.MAX_SESSIONS
    args: list[Any] = [str(pk), most, milliseconds(limits.FIRST_GRACE_S), limits.KEYS_TTL_S, keys.PREFIX]
    # This machine itself is no stranger: the load test comes from there.
    args += [_hidden(address), most if _is_loopback(address) else settings.SESSIONS_PER_ADDRESS]
    args += [part for item in fields.items() for part in item]
    answer = _run("begin", [keys.DEADLINES, keys.Keys(pk).meta], args).decode()
    if answer != "ok":
        raise AddressFull if answer == "address" else Full


def forget(pk: uuid.UUID) -> None:
    """Remove everything that Redis keeps of a session."""
    pipe = sync_redis().pipeline()
    pipe.delete(*keys.Keys(pk).all())
    pipe.zrem(keys.DEADLINES, str(pk))
    pipe.execute()


def count_live() -> int:
    """How many sessions have a place."""
    return int(sync_redis().zcard(keys.DEADLINES))


def is_live(pk: uuid.UUID) -> bool:
    return bool(sync_redis().exists(keys.Keys(pk).meta))


def sweep() -> list[uuid.UUID]:
    """Sessions that must be finished now, because nobody came back or the end took too long."""
    found = _run("sweep", [keys.DEADLINES], [keys.PREFIX, milliseconds(limits.FINISH_LEASE_S)])
    return [uuid.UUID(pk.decode()) for pk in found]


def wait_before_next(address: str) -> int:
    """Count a new session from this address; seconds to wait if this minute has had too many, else 0."""
    return wait_before("rate", address, settings.SESSIONS_PER_MINUTE, MINUTE_S)


def wait_before(what: str, whose: str, most: int, within_s: int) -> int:
    """Count one more of it; seconds to wait if there were too many, else 0.

    Of whose only a keyed hash is kept.
    """
    key = f"{keys.PREFIX}{what}:{_hidden(whose)}"
    pipe = sync_redis().pipeline()
    pipe.set(key, 0, ex=within_s, nx=True)
    pipe.incr(key)
    pipe.ttl(key)
    _, count, ttl_s = pipe.execute()
    return max(1, ttl_s) if count > most else 0


def is_again(what: str, within_s: int) -> bool:
    """Whether the same was asked for within this time. Of what it was only a keyed hash is kept."""
    return not sync_redis().set(f"{keys.PREFIX}once:{_hidden(what)}", 1, ex=within_s, nx=True)


def beat(queue: str, note: str = "") -> None:
    """A worker of this queue is alive; `note` says with what it works."""
    sync_redis().set(keys.worker(queue), note, ex=limits.HEARTBEAT_TTL_S)


def note_of(queue: str) -> str:
    """What the last worker of this queue to beat has said of itself."""
    found = cast(bytes | None, sync_redis().get(keys.worker(queue)))
    return (found or b"").decode()


def silent_queues() -> list[str]:
    """Queues of the live way without a living worker."""
    return [queue for queue in QUEUES if not is_heard(queue)]


def is_heard(queue: str) -> bool:
    """Whether a worker of this queue is alive."""
    return bool(sync_redis().exists(keys.worker(queue)))


def _hidden(address: str) -> str:
    """The address under a keyed hash: it can be recognised, not read."""
    key = settings.SECRET_KEY.encode()[:64]
    return hashlib.blake2b(address.encode(), key=key, digest_size=12).hexdigest()


def _is_loopback(address: str) -> bool:
    try:
        return ip_address(address).is_loopback
    except ValueError:  # a unix socket has no address: whoever reaches it is on this machine
        return True


def _run(name: str, names: list[str], args: list[Any]) -> Any:
    return sync_redis().register_script(script(name))(keys=names, args=args)
