"""How often an address may try a link or a code that does not exist."""

from __future__ import annotations

from django.utils.crypto import salted_hmac

from webapp.live.connections import sync_redis

MOST_MISSES = 10
WITHIN_S = 600


def wait_s(address: str) -> int:
    """Seconds until this address may try again; 0 if it may now. Raises RedisError without Redis."""
    pipe = sync_redis().pipeline()
    pipe.get(_key(address))
    pipe.ttl(_key(address))
    misses, ttl_s = pipe.execute()
    return max(1, int(ttl_s)) if int(misses or 0) >= MOST_MISSES else 0


def miss(address: str) -> None:
    """Of the address only a keyed hash is kept, for ten minutes."""
    pipe = sync_redis().pipeline()
    pipe.set(_key(address), 0, ex=WITHIN_S, nx=True)
    pipe.incr(_key(address))
    pipe.execute()


def _key(address: str) -> str:
    return (
        f"enrolment:misses:{salted_hmac('enrolment.address', address, algorithm='sha256').hexdigest()[:24]}"
    )
