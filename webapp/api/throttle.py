"""No more calls a minute than a program needs, counted for each key and each account."""

from __future__ import annotations

import logging
import time

from django.http import HttpRequest
from ninja.throttling import BaseThrottle
from redis.exceptions import RedisError

from webapp.api.auth import caller_of
from webapp.live.connections import sync_redis

PER_MINUTE = 120
MINUTE_S = 60
PREFIX = "api:"

logger = logging.getLogger(__name__)


class PerCaller(BaseThrottle):
    """Minutes of the clock; without Redis calls are let through, and the log says so."""

    def allow_request(self, request: HttpRequest) -> bool:
        key = f"{PREFIX}{caller_of(request).name}:{int(time.time()) // MINUTE_S}"
        try:
            pipe = sync_redis().pipeline()
            pipe.incr(key)
            pipe.expire(key, MINUTE_S)
            count, _ = pipe.execute()
        except RedisError as error:
            logger.warning("calls of the API are not counted: %s", type(error).__name__)
            return True
        return int(count) <= PER_MINUTE

    def wait(self) -> float:
        """Seconds until the next minute."""
        return MINUTE_S - time.time() % MINUTE_S
