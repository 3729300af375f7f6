"""From values to places in a drawing, with round numbers along the edge."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass

STEPS = (1, 2, 5, 10, 20, 50, 100, 200)
MOST_TICKS = 7
ROOM = 0.06
"""Of the span, kept free at both ends."""
LEAST_SPAN_BPM = 4.0


@dataclass(frozen=True, slots=True)
class Axis:
    """`low` is drawn at `start`, `high` at `end`, both in the units of the drawing."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(self.start + share * (self.end - self.start), 1)

    @property
    def ticks(self) -> list[tuple[float, int]]:
        """Place and number."""
        coarse = (self.high - self.low) / MOST_TICKS
        step = next((step for step in STEPS if step >= coarse), math.ceil(coarse))
        first, last = math.ceil(self.low / step), math.floor(self.high / step)
        return [(self.at(i * step), i * step) for i in range(first, last + 1)]


def axis(values: Iterable[float], start: float, end: float) -> Axis:
    """Wide enough for all of them."""
    known = list(values)
    low, high = min(known), max(known)
    room = max((high - low) * ROOM, (LEAST_SPAN_BPM - (high - low)) / 2)
    return Axis(low - room, high + room, start, end)
