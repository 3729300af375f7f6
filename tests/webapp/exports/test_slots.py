"""Places for exports, in Redis."""

from __future__ import annotations

import pytest

from webapp.exports import slots

pytestmark = pytest.mark.usefixtures("redis_at")


def test_two_at_once_and_no_more() -> None:
    slots.take("user:1")
    slots.take("user:1")
    with pytest.raises(slots.Busy, match="2 exports are under way"):
        slots.take("user:1")


def test_each_caller_has_its_own() -> None:
    for holder in ("user:1", "user:2", "key:1"):
        slots.take(holder)
        slots.take(holder)


def test_one_that_has_ended_makes_room() -> None:
    slots.take("user:1")
    slots.take("user:1").release()
    slots.take("user:1")


def test_one_whose_server_has_died_makes_room(monkeypatch: pytest.MonkeyPatch) -> None:
    slots.take("user:1")
    slots.take("user:1")
    now_s = slots.time.time()
    monkeypatch.setattr(slots.time, "time", lambda: now_s + slots.LEASE_S + 1)
    slots.take("user:1")


def test_one_that_is_renewed_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = slots.take("user:1"), slots.take("user:1")
    now_s = slots.time.time()
    for later_s in (slots.LEASE_S - 1, slots.LEASE_S + 1):
        monkeypatch.setattr(slots.time, "time", lambda later_s=later_s: now_s + later_s)
        for slot in kept:
            slot.renew()
    with pytest.raises(slots.Busy):
        slots.take("user:1")
