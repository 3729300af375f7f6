"""The stored signals, one line a frame: mean colours per region and what goes with them."""

from __future__ import annotations

import math

from vitals.types import MOMENTS, REGIONS
from webapp.records.downloads.table import table
from webapp.records.models import Session

DIGITS = 6  # colours are means of thousands of pixels
COLUMNS = (
    "t_s",
    *(f"{region}_{channel}" for region in REGIONS for channel in "rgb"),
    *(f"{region}_area_px" for region in REGIONS),
    *(f"face_{name}" for name in ("centre_x", "centre_y", "width", "height")),
    "rise_px",
    "head_px",
    "background_luma",
    "clipped_share",
    "second_face_share",
    *(f"skin_moment_{name}" for name in MOMENTS),
    "covered_share",
)
"""As `vitals.types.Trace.rows` has them; docs/downloads.md says what each one is."""


def write(session: Session) -> bytes:
    return table(COLUMNS, rows(session))


def rows(session: Session) -> list[list[float | None]]:
    """Times from the first frame on; None where a region was not seen. Without stored signals: no row."""
    trace = getattr(session, "trace", None)
    if trace is None:
        return []
    found = trace.samples().rows()
    found[:, 0] -= found[:1, 0]
    return [[_number(value) for value in row] for row in found.tolist()]


def _number(value: float) -> float | None:
    return round(value, DIGITS) if math.isfinite(value) else None
