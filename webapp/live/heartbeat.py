"""Signs of life of a worker, from a thread of its own: a solo worker that is busy answers no Celery ping.

The thread also does what must not wait for a task: that of the estimate worker looks for sessions whose time
is over, so that none waits for a socket that never comes; that of the jobs worker for jobs that nobody took.
"""

from __future__ import annotations

import logging
import os
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from threading import Event, Thread
from time import monotonic
from typing import Any

from celery.beat import Scheduler, Service
from celery.signals import worker_ready, worker_shutting_down
from django.db import Error as DatabaseFailure
from django.db import close_old_connections
from redis.exceptions import RedisError

from vitals.errors import ModelError
from webapp.celery import app
from webapp.jobs.limits import NICENESS, SWEEP_EVERY_S
from webapp.jobs.wake import QUEUE as JOBS
from webapp.jobs.wake import wake_forgotten
from webapp.live import registry, roll
from webapp.live.limits import HEARTBEAT_EVERY_S, PURGE_EVERY_S, SESSION_MAX_S
from webapp.live.purge import close_lost
from webapp.live.schedule import schedule_now
from webapp.records.expire import expire

log = logging.getLogger(__name__)
CHOICE_EVERY_S = 5.0
CLOCK_EVERY_S = 60
_over = Event()
_other_since_s: list[float] = []
"""When another network was seen to be chosen; empty while this process has the chosen one."""


@dataclass(frozen=True, slots=True)
class Duty:
    """What the workers of one queue do beside their tasks."""

    load: Callable[[], str]
    """Before the first sign of life; returns what it says of itself."""
    at_beat: Callable[[], None] = lambda: None
    sometimes: Callable[[], None] = lambda: None
    every_s: float = PURGE_EVERY_S


@worker_ready.connect
def begin(**kwargs: Any) -> None:
    """A worker is alive when it can do its work: what takes seconds to load is loaded first."""
    for queue, duty in DUTIES.items():
        if queue in app.amqp.queues.consume_from:
            note = duty.load()
            Thread(target=_beat, args=(queue, note), name=f"heartbeat {queue}", daemon=True).start()


@worker_shutting_down.connect
def end(**kwargs: Any) -> None:
    _over.set()


def beat_once(queue: str, note: str = "") -> None:
    registry.beat(queue, note)
    roll.answer(queue, note)
    DUTIES[queue].at_beat()


def _beat(queue: str, note: str) -> None:
    duty = DUTIES[queue]
    due_s = monotonic() + duty.every_s
    while True:
        try:
            beat_once(queue, note)
            if monotonic() > due_s:
                due_s = monotonic() + duty.every_s
                duty.sometimes()
        except (RedisError, OSError) as error:
            log.warning("no sign of life of the %s worker: Redis is away (%s)", queue, type(error).__name__)
        except DatabaseFailure as error:
            log.warning("the %s worker looks again later: %s", queue, type(error).__name__)
        if _over.wait(HEARTBEAT_EVERY_S):
            _say_goodbye(queue)
            return


def _say_goodbye(queue: str) -> None:
    with suppress(RedisError, OSError):  # then it is crossed out for its silence
        roll.leave(queue)


def _load_network() -> str:
    from webapp.live import vision  # in vision workers only

    try:
        vision.warm_up()
        return vision.in_use()
    except ModelError as error:
        log.error("the network cannot be used: %s", error)  # Celery ends without a word
        raise SystemExit(1) from error


def _follow_the_choice() -> None:
    """End, to be started again with the network that was chosen meanwhile; not amid a measurement."""
    from webapp.live import network, vision

    try:
        is_other = network.chosen() != vision.choice()
    finally:
        close_old_connections()
    if not is_other:
        _other_since_s.clear()
        return
    _other_since_s.append(monotonic())
    if registry.count_live() == 0 or monotonic() - _other_since_s[0] > SESSION_MAX_S:
        log.warning("another network was chosen: this worker ends, to be started again with it")
        os.kill(os.getpid(), signal.SIGTERM)


def _load_estimator() -> str:
    import_module("webapp.live.estimator")
    return ""


def _make_way() -> str:
    """Live work comes first. The numerical libraries are loaded by the first job that needs them.

    The clock (Celery beat) is a thread with its schedule in memory: no process more, no file on disk.
    """
    os.nice(NICENESS)
    clock = Service(app, max_interval=CLOCK_EVERY_S, scheduler_cls=Scheduler)
    Thread(target=clock.start, name="clock", daemon=True).start()
    return ""


def _finish_overdue() -> None:
    for pk in registry.sweep():
        schedule_now("estimate", pk)


def _purge() -> None:
    """Redis was lost and is back, empty: what was live then is over. Runs in the heartbeat thread."""
    try:
        if count := close_lost():
            log.warning("%d measurements were cut off and are closed", count)
        if count := expire():
            log.info("%d measurements that nobody could open any more are deleted", count)
    finally:
        close_old_connections()


def _look_for_jobs() -> None:
    try:
        wake_forgotten()
    finally:
        close_old_connections()


DUTIES = {
    "vision": Duty(_load_network, sometimes=_follow_the_choice, every_s=CHOICE_EVERY_S),
    "estimate": Duty(_load_estimator, at_beat=_finish_overdue, sometimes=_purge),
    JOBS: Duty(_make_way, sometimes=_look_for_jobs, every_s=SWEEP_EVERY_S),
}
