"""Order, pace and silence of one socket."""

from __future__ import annotations

import asyncio

import pytest

from tests.webapp.live.batches import batch
from webapp.live.closing import Close, Refusal
from webapp.live.pace import IdleTimer, Order, Pace


def test_batches_in_order_pass() -> None:
    order = Order(0, float("-inf"))
    for seq in range(3):
        order.check(batch(seq, start_s=seq))


@pytest.mark.parametrize("seq", [0, 2])
def test_a_batch_that_is_not_the_next_one_is_refused(seq: int) -> None:
    order = Order(1, 0.0)
    with pytest.raises(Refusal, match="1 was expected") as refused:
        order.check(batch(seq, start_s=1.0))
    assert refused.value.close is Close.OUT_OF_ORDER


def test_a_capture_time_may_repeat_but_not_decrease() -> None:
    order = Order(0, 2.0)
    order.check(batch(0, start_s=2.0, frames=1))
    with pytest.raises(Refusal, match="must not decrease"):
        order.check(batch(1, start_s=1.99))


def test_a_burst_after_a_pause_is_allowed() -> None:
    """Batches that were held back while the connection was resumed arrive at once."""
    pace = Pace(clock=lambda: 0.0)
    for seq in range(18):
        pace.check(batch(seq, frames=16))


def test_the_rate_is_counted_over_the_last_seconds_only() -> None:
    times = iter([0.0] * 18 + [4.0])
    pace = Pace(clock=lambda: next(times))
    for seq in range(19):
        pace.check(batch(seq, frames=16))


def test_too_many_frames_are_refused() -> None:
    pace = Pace(clock=lambda: 0.0)
    with pytest.raises(Refusal, match="304 frames came within 4 s") as refused:
        for seq in range(19):
            pace.check(batch(seq, frames=16))
    assert refused.value.close is Close.TOO_FAST


def test_too_many_text_messages_are_refused() -> None:
    pace = Pace(clock=lambda: 0.0)
    with pytest.raises(Refusal, match="41 text messages came within 4 s") as refused:
        for _ in range(41):
            pace.check_text()
    assert refused.value.close is Close.TOO_FAST


async def test_silence_is_noticed_once() -> None:
    calls = []

    async def late() -> None:
        calls.append(1)

    IdleTimer(late, after_s=0.01)
    await asyncio.sleep(0.05)
    assert calls == [1]


async def test_whoever_speaks_is_not_idle() -> None:
    calls = []

    async def late() -> None:
        calls.append(1)

    timer = IdleTimer(late, after_s=0.2)
    for _ in range(3):
        await asyncio.sleep(0.1)
        timer.reset()
    assert calls == []
    timer.cancel()
