"""How many exports one caller may have under way: each reads much of the database for a long time."""

from __future__ import annotations

import logging
import time
import uuid
from dataclasses import dataclass

from redis.exceptions import RedisError

from webapp.live.connections import sync_redis

AT_ONCE = 2
LEASE_S = 120.0
"""A slot that nobody renews is free again: its web server has died."""
RENEW_S = 20.0
PREFIX = "exports:"

logger = logging.getLogger(__name__)


class Busy(Exception):
    """Raised when a caller has as many exports under way as it may have."""

    def __init__(self) -> None:
        super().__init__(f"{AT_ONCE} exports are under way: wait until one of them has ended")


@dataclass(slots=True)
class Slot:
    """One place among those of its holder, for as long as it is renewed."""

    key: str
    member: str
    renewed_s: float

    def renew(self) -> None:
        """Called again and again. Without Redis the export goes on: its place is then nobody's."""
        now_s = time.time()
        if now_s - self.renewed_s < RENEW_S:
            return
        self.renewed_s = now_s
        try:
            sync_redis().zadd(self.key, {self.member: now_s + LEASE_S})
        except RedisError as error:
            logger.warning("the place of an export could not be renewed: %s", type(error).__name__)

    def release(self) -> None:
        try:
            sync_redis().zrem(self.key, self.member)
        except RedisError as error:
            logger.warning("the place of an export is free only later: %s", type(error).__name__)


def take(holder: str) -> Slot:
    """A place for one more export. Raises Busy, or RedisError without Redis."""
    now_s = time.time()
    slot = Slot(f"{PREFIX}{holder}", uuid.uuid4().hex, now_s)
    pipe = sync_redis().pipeline()
    pipe.zremrangebyscore(slot.key, "-inf", now_s)
    pipe.zadd(slot.key, {slot.member: now_s + LEASE_S})
    pipe.zcard(slot.key)
    pipe.expire(slot.key, int(LEASE_S) + 1)
    _, _, count, _ = pipe.execute()
    if count > AT_ONCE:
        slot.release()
        raise Busy
    return slot
