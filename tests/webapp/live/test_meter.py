"""What the last hour was like, from counters that do not grow."""

from __future__ import annotations

import pytest

from webapp.live import meter
from webapp.live.connections import sync_redis

pytestmark = pytest.mark.usefixtures("redis_at")
NOON_S = 1_700_000_000 // 60 * 60


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [float(NOON_S)]
    monkeypatch.setattr(meter, "time", lambda: now[0])
    return now


def test_what_is_done_in_a_minute_adds_up(clock: list[float]) -> None:
    meter.count(meter.FRAMES, 30, 0.1)
    meter.count(meter.FRAMES, 30, 0.1)
    clock[0] += 60
    newest = meter.last_hour()[-1]
    assert newest.at_s == NOON_S and newest.per_s(meter.FRAMES) == 1.0


def test_an_hour_has_sixty_minutes_and_the_running_one_is_left_out(clock: list[float]) -> None:
    meter.count(meter.ESTIMATES, 1, 0.1)
    assert len(meter.last_hour()) == 60
    assert sum(minute.counts[meter.ESTIMATES] for minute in meter.last_hour()) == 0


@pytest.mark.parametrize("latency_s", [0.004, 0.02, 0.3, 7.0])
def test_a_percentile_is_right_to_a_quarter(clock: list[float], latency_s: float) -> None:
    for _ in range(10):
        meter.count(meter.FRAMES, 8, latency_s)
    clock[0] += 60
    found = meter.last_hour()[-1].percentile_s(meter.FRAMES, 0.95)
    assert found is not None and found <= max(meter.FINEST_S, latency_s * meter.GROWTH)
    assert found >= latency_s * 0.999


def test_the_slow_one_in_twenty_is_in_the_95th_percentile_and_not_in_the_median(clock: list[float]) -> None:
    for latency_s in [0.01] * 18 + [1.0] * 2:
        meter.count(meter.FRAMES, 8, latency_s)
    clock[0] += 60
    (minute,) = meter.last_hour()[-1:]
    assert minute.percentile_s(meter.FRAMES, 0.5) == pytest.approx(0.012, abs=0.001)
    assert minute.percentile_s(meter.FRAMES, 0.95) == pytest.approx(1.0, rel=0.25)


def test_where_nothing_was_done_there_is_no_percentile(clock: list[float]) -> None:
    assert meter.last_hour()[0].percentile_s(meter.FRAMES, 0.5) is None


def test_a_minute_is_one_small_key_with_an_end(clock: list[float]) -> None:
    for i in range(1000):
        meter.count(meter.FRAMES, 1, i * 0.01)
    (key,) = sync_redis().keys("live:meter:*")
    assert sync_redis().hlen(key) <= meter.CLASSES + 1
    assert 0 < sync_redis().ttl(key) <= meter.KEEP_S
