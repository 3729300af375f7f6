"""Each worker says what it is; who has fallen silent is crossed out."""

from __future__ import annotations

import os

import pytest

from webapp.live import roll
from webapp.live.connections import sync_redis

pytestmark = pytest.mark.usefixtures("redis_at")


def test_a_worker_is_named_with_what_it_works_with() -> None:
    roll.answer("vision", "FaSeNet 1 on CPUExecutionProvider")
    (worker,) = roll.present()
    assert (worker.queue, worker.pid) == ("vision", os.getpid())
    assert worker.note == "FaSeNet 1 on CPUExecutionProvider" and worker.since.year >= 2024


def test_a_worker_that_answers_again_is_the_same_one() -> None:
    roll.answer("jobs", "")
    roll.answer("jobs", "")
    assert len(roll.present()) == 1


def test_who_is_silent_is_crossed_out(monkeypatch: pytest.MonkeyPatch) -> None:
    roll.answer("jobs", "")
    now = roll.time()
    monkeypatch.setattr(roll, "time", lambda: now + 60)
    assert roll.present() == [] and sync_redis().hlen(roll.ROLL) == 0


def test_who_ends_is_crossed_out() -> None:
    roll.answer("jobs", "")
    roll.answer("vision", "")
    roll.leave("jobs")
    assert [worker.queue for worker in roll.present()] == ["vision"]
