"""The estimates, one line a second; the columns of `manage.py measure --csv`, and the instruction."""

from __future__ import annotations

from webapp.records.downloads.table import Cell, table
from webapp.records.models import Estimate, Session

COLUMNS = (
    "t_s",
    *(f"heart_rate_{name}" for name in ("per_min", "quality", "withheld")),
    *(f"respiratory_rate_{name}" for name in ("per_min", "quality", "withheld")),
    "snr_db",
    "instruction",
)
"""Written out, since `vitals.monitor` would load the numerical libraries into the web server."""


def write(session: Session) -> bytes:
    return table(COLUMNS, [_row(estimate) for estimate in session.estimates.order_by("t_s")])


def _row(row: Estimate) -> list[Cell]:
    heart = [_rounded(row.hr_bpm, 1), round(row.hr_quality, 3), row.hr_withheld]
    breath = [_rounded(row.rr_bpm, 1), round(row.rr_quality, 3), row.rr_withheld]
    return [row.t_s, *heart, *breath, _rounded(row.snr_db, 2), row.instruction]


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
