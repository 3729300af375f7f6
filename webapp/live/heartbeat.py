"""Signs of life of a worker, from a thread of its own: a solo worker that is busy answers no Celery ping.

The thread of the estimate worker also looks for sessions whose time is over, so that none waits for a socket
that never comes.
"""

from __future__ import annotations

import logging
from importlib import import_module
from threading import Event, Thread
from time import monotonic
from typing import Any

from celery.signals import worker_ready, worker_shutting_down
from django.db import close_old_connections
from redis.exceptions import RedisError

from vitals.errors import ModelError
from webapp.celery import app
from webapp.live import registry
from webapp.live.limits import HEARTBEAT_EVERY_S, PURGE_EVERY_S
from webapp.live.purge import close_lost
from webapp.live.schedule import schedule_now
from webapp.records.expire import expire

log = logging.getLogger(__name__)
_over = Event()


@worker_ready.connect
def begin(**kwargs: Any) -> None:
    """A worker is alive when it can do its work: what takes seconds to load is loaded first."""
    for queue in registry.QUEUES:
        if queue in app.amqp.queues.consume_from:
            note = _LOAD[queue]()
            Thread(target=_beat, args=(queue, note), name=f"heartbeat {queue}", daemon=True).start()


@worker_shutting_down.connect
def end(**kwargs: Any) -> None:
    _over.set()


def _load_network() -> str:
    from webapp.live import vision  # in vision workers only

    try:
        vision.warm_up()
        return vision.in_use()
    except ModelError as error:
        log.error("the network cannot be used: %s", error)  # Celery ends without a word
        raise SystemExit(1) from error


def _load_estimator() -> str:
    import_module("webapp.live.estimator")
    return ""


_LOAD = {"vision": _load_network, "estimate": _load_estimator}


def _beat(queue: str, note: str) -> None:
    purge_at_s = monotonic() + PURGE_EVERY_S
    while True:
        try:
            beat_once(queue, note)
            if queue == "estimate" and monotonic() > purge_at_s:
                purge_at_s = monotonic() + PURGE_EVERY_S
                _purge()
        except (RedisError, OSError) as error:
            log.warning("no sign of life of the %s worker: Redis is away (%s)", queue, type(error).__name__)
        if _over.wait(HEARTBEAT_EVERY_S):
            return


def _purge() -> None:
    """Redis was lost and is back, empty: what was live then is over. Runs in the heartbeat thread."""
    if count := close_lost():
        log.warning("%d measurements were cut off and are closed", count)
    if count := expire():
        log.info("%d measurements that nobody could open any more are deleted", count)
    close_old_connections()


def beat_once(queue: str, note: str = "") -> None:
    registry.beat(queue, note)
    if queue == "estimate":
        for pk in registry.sweep():
            schedule_now("estimate", pk)
