"""Small charts of the last hour as SVG: numbers in, coordinates out; the template draws."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from webapp.live.meter import Minute

WIDTH, HEIGHT = 600, 120  # of the drawing; the page scales it
Line = Sequence[float | None]


@dataclass(frozen=True, slots=True)
class Chart:
    """Lines over the minutes, with one scale from 0 to `top`."""

    title: str
    unit: str
    top: float
    lines: tuple[tuple[str, tuple[str, ...]], ...]
    """Name, and the points of each unbroken stretch, as SVG wants them."""
    newest: tuple[tuple[str, float | None], ...]
    """Name, and the last value, for those who do not see the drawing."""

    @property
    def is_empty(self) -> bool:
        return not any(stretches for _, stretches in self.lines)


def chart(
    title: str, unit: str, minutes: Sequence[Minute], **lines: Callable[[Minute], float | None]
) -> Chart:
    values = {name: [of(minute) for minute in minutes] for name, of in lines.items()}
    most = max((v for line in values.values() for v in line if v is not None), default=0.0)
    top = _nice(most)
    drawn = tuple((name, tuple(_stretches(line, top) if most else ())) for name, line in values.items())
    newest = tuple((name, line[-1] if line else None) for name, line in values.items())
    return Chart(title, unit, top, drawn, newest)


def _stretches(line: Line, top: float) -> list[str]:
    """Where nothing was done there is a gap, and no zero. A minute is as wide as it is long."""
    step = WIDTH / max(1, len(line))
    found: list[list[str]] = [[]]
    for i, value in enumerate(line):
        if value is None:
            found.append([])
        else:
            y = HEIGHT * (1 - value / top)
            found[-1] += [f"{i * step:.1f},{y:.1f}", f"{(i + 1) * step:.1f},{y:.1f}"]
    return [" ".join(points) for points in found if points]


def _nice(most: float) -> float:
    """1, 2 or 5 times a power of ten, not below `most`."""
    if most <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(most))
    return next(power * part for part in (1, 2, 5, 10) if power * part >= most)
