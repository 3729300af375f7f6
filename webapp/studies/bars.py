"""Bars of a small chart, laid out for an SVG without a line of script."""

from __future__ import annotations

from dataclasses import dataclass

WIDTH, HEIGHT = 600.0, 120.0  # units of the SVG's viewBox
GAP = 0.2  # of a bar's place


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its place."""

    name: str
    count: int
    x: float
    y: float
    width: float
    height: float


def bars(counts: list[tuple[str, int]]) -> list[Bar]:
    """From left to right; the highest fills the height."""
    most = max((count for _, count in counts), default=0) or 1
    place = WIDTH / max(len(counts), 1)
    return [
        _bar(name, count, at * place, place, HEIGHT * count / most) for at, (name, count) in enumerate(counts)
    ]


def _bar(name: str, count: int, x: float, place: float, height: float) -> Bar:
    left, width = x + place * GAP / 2, place * (1 - GAP)
    return Bar(name, count, round(left, 1), round(HEIGHT - height, 1), round(width, 1), round(height, 1))
