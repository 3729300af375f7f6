"""The drawing of a preview: the file's rate beside the measured one, so that a wrong offset is seen."""

from __future__ import annotations

from dataclasses import dataclass

from vitals.kind import Kind
from webapp.agreement.axis import Axis, axis
from webapp.agreement.references.found import Series
from webapp.records.models import Session

LEFT, RIGHT, TOP, BOTTOM = 46, 616, 10, 170
MOST_POINTS = 600


@dataclass(frozen=True, slots=True)
class Drawing:
    """Places in a picture of 640 by 210."""

    x: Axis
    y: Axis
    reference: str
    """Points of a line, as SVG has them."""
    measured: list[tuple[float, float]]


def drawn(session: Session, series: Series) -> Drawing:
    """The series over the session, and the estimates that have a rate."""
    name = "hr_bpm" if series.kind is Kind.HEART_RATE else "rr_bpm"
    rows = session.estimates.exclude(**{name: None}).order_by("t_s").values_list("t_s", name)
    measured = list(rows[:MOST_POINTS])
    step = max(1, len(series.values) // MOST_POINTS)
    values = series.values[::step]
    x = Axis(0.0, max(session.duration_s, 1.0), LEFT, RIGHT)
    y = axis([value for _t, value in [*values, *measured]], BOTTOM, TOP)
    return Drawing(
        x,
        y,
        " ".join(f"{x.at(t_s)},{y.at(value)}" for t_s, value in values),
        [(x.at(t_s), y.at(value)) for t_s, value in measured],
    )
