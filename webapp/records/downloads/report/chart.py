"""Line charts as vectors. A time without a value is a gap: nothing is drawn that was not measured."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from webapp.records.downloads.report.document import ACCENT, FAMILY, LINE, MUTED, Document

HEIGHT_MM = 34.0
LEFT_MM, BOTTOM_MM = 11.0, 7.0  # room for the numbers of the axes
MOST_TICKS = 6  # steps on an axis
STEPS = (1, 2, 5, 10, 20, 30, 60, 120, 300, 600)
Point = tuple[float, float | None]


@dataclass(frozen=True, slots=True)
class Chart:
    """Points in order of time, and how to frame them."""

    points: Sequence[Point]
    """Seconds, and the value or None."""
    least_span: float
    """Of the value axis, so that a steady rate is a steady line; 0 for a wave, which has no unit."""

    @property
    def is_wave(self) -> bool:
        return self.least_span == 0

    @property
    def is_empty(self) -> bool:
        return all(value is None for _, value in self.points)

    def times(self) -> tuple[float, float]:
        """First and last of the time axis, at least a second."""
        return self.points[0][0], max(self.points[-1][0], self.points[0][0] + 1)

    def values(self) -> tuple[float, float]:
        """Lowest and highest of the value axis, with some room."""
        found = [value for _, value in self.points if value is not None]
        low, high = min(found), max(found)
        room = max(self.least_span - (high - low), (high - low) * 0.1) / 2 or 1.0
        return low - room, high + room


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a chart is on its page, in mm, and what its edges mean."""

    left: float
    top: float
    right: float
    bottom: float
    times: tuple[float, float]
    values: tuple[float, float]

    def x(self, t_s: float) -> float:
        first, last = self.times
        return self.left + (t_s - first) / (last - first) * (self.right - self.left)

    def y(self, value: float) -> float:
        low, high = self.values
        return self.bottom - (value - low) / (high - low) * (self.bottom - self.top)


def draw(page: Document, chart: Chart) -> None:
    """Where the page is, over its whole width. A chart without any value is not drawn."""
    if chart.is_empty:
        return
    if page.will_page_break(HEIGHT_MM + 4):
        page.add_page()
    top = page.get_y() + 2
    right, bottom = page.l_margin + page.epw, top + HEIGHT_MM - BOTTOM_MM
    frame = Frame(page.l_margin + LEFT_MM, top, right, bottom, chart.times(), chart.values())
    _axes(page, chart, frame)
    page.set_draw_color(*ACCENT)
    page.set_line_width(0.3 if chart.is_wave else 0.5)
    for run in runs(chart.points):
        if len(run) == 1:
            page.circle(frame.x(run[0][0]), frame.y(run[0][1]), 0.4)
        else:
            page.polyline([(frame.x(t_s), frame.y(value)) for t_s, value in run])
    page.set_y(top + HEIGHT_MM + 2)


def runs(points: Sequence[Point]) -> list[list[tuple[float, float]]]:
    """Neighbours that have a value."""
    found: list[list[tuple[float, float]]] = [[]]
    for t_s, value in points:
        if value is None:
            found.append([])
        else:
            found[-1].append((t_s, value))
    return [run for run in found if run]


def ticks(low: float, high: float) -> list[int]:
    """Round numbers from `low` to `high`, a few."""
    coarse = math.ceil((high - low) / MOST_TICKS)
    step = next((step for step in STEPS if step >= coarse), coarse)
    return [i * step for i in range(math.ceil(low / step), math.floor(high / step) + 1)]


def _axes(page: Document, chart: Chart, frame: Frame) -> None:
    page.set_font(FAMILY, "", 7)
    page.set_text_color(*MUTED)
    page.set_draw_color(*LINE)
    page.set_line_width(0.15)
    page.line(frame.left, frame.bottom, frame.right, frame.bottom)
    for t_s in ticks(*frame.times):
        page.set_xy(frame.x(t_s) - 6, frame.bottom + 1)
        page.cell(12, 4, f"{t_s} s", align="C")
    for value in () if chart.is_wave else ticks(*frame.values):
        page.line(frame.left, frame.y(value), frame.right, frame.y(value))
        page.set_xy(page.l_margin, frame.y(value) - 2)
        page.cell(LEFT_MM - 2, 4, str(value), align="R")
