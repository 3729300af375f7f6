"""What one socket may send and when: batches in order, not too fast, not too seldom."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from time import monotonic

from vitals.frames.batch import Batch
from webapp.live.closing import Close, Refusal
from webapp.live.limits import IDLE_S, MAX_FPS, MAX_TEXTS_PER_S, RATE_WINDOW_S


class Order:
    """Batches follow each other by sequence and by capture time. Raises Refusal."""

    def __init__(self, next_seq: int, last_t_s: float) -> None:
        self.next_seq = next_seq
        self.last_t_s = last_t_s

    def check(self, batch: Batch) -> None:
        if batch.seq != self.next_seq:
            text = f"batch {batch.seq} came, {self.next_seq} was expected: connect again and go on there"
            raise Refusal(Close.OUT_OF_ORDER, text)
        first_t_s = batch.frames[0].t_s
        if first_t_s < self.last_t_s:
            text = f"capture time {first_t_s} s came after {self.last_t_s} s: times must not decrease"
            raise Refusal(Close.OUT_OF_ORDER, text)
        self.next_seq += 1
        self.last_t_s = batch.frames[-1].t_s


class Pace:
    """Counts frames and text messages by time of arrival over the last RATE_WINDOW_S. Raises Refusal."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        self._frames, self._texts = Recent(clock), Recent(clock)

    def check(self, batch: Batch) -> None:
        count = self._frames.count(len(batch.frames))
        if count > MAX_FPS * RATE_WINDOW_S:
            text = f"{count} frames came within {RATE_WINDOW_S:g} s: send at most 30 a second"
            raise Refusal(Close.TOO_FAST, text)

    def check_text(self) -> None:
        count = self._texts.count(1)
        if count > MAX_TEXTS_PER_S * RATE_WINDOW_S:
            text = f"{count} text messages came within {RATE_WINDOW_S:g} s: send at most 4 a second"
            raise Refusal(Close.TOO_FAST, text)


class Recent:
    """How many things came over the last RATE_WINDOW_S."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._arrivals: deque[tuple[float, int]] = deque()
        self._sum = 0

    def count(self, arrived: int) -> int:
        now = self._clock()
        self._arrivals.append((now, arrived))
        self._sum += arrived
        while self._arrivals[0][0] <= now - RATE_WINDOW_S:
            self._sum -= self._arrivals.popleft()[1]
        return self._sum


class IdleTimer:
    """Calls back once when nothing came for IDLE_S."""

    def __init__(self, late: Callable[[], Awaitable[None]], after_s: float = IDLE_S) -> None:
        self._late = late
        self._after_s = after_s
        self._seen = monotonic()
        self._task = asyncio.ensure_future(self._watch())

    def reset(self) -> None:
        self._seen = monotonic()

    def cancel(self) -> None:
        if self._task is not asyncio.current_task():
            self._task.cancel()

    async def _watch(self) -> None:
        while (left_s := self._seen + self._after_s - monotonic()) > 0:
            await asyncio.sleep(left_s)
        await self._late()
