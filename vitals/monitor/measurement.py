"""The result of a whole record, and its form as JSON."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import Any

from vitals.heart_rate.hrv import Hrv
from vitals.types import Estimate, Rate
from vitals.withheld import Withheld

SERIES_COLUMNS = (
    "t_s",
    "heart_rate_per_min",
    "heart_rate_quality",
    "heart_rate_withheld",
    "respiratory_rate_per_min",
    "respiratory_rate_quality",
    "respiratory_rate_withheld",
    "snr_db",
)
"""Of a table with a line for each estimate."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """What a record says, as a whole and second by second."""

    duration_s: float
    fps: float
    """Measured; NaN for fewer than two frames."""
    frames: int
    heart_rate: Rate
    respiratory_rate: Rate
    series: tuple[Estimate, ...]
    method: str
    model: str | None
    """Name of the segmentation network; None where there was no picture."""
    hrv: Hrv = field(default=Hrv.none(Withheld.NOT_MEASURED))
    """Experimental."""

    def as_json(self, *, series: bool = True) -> dict[str, Any]:
        """As design.md has it for `manage.py measure --json`; every number is finite or null."""
        result: dict[str, Any] = {
            "duration_s": _number(self.duration_s, 3),
            "fps": _number(self.fps, 2),
            "frames": self.frames,
            "heart_rate": self.heart_rate.as_json(),
            "respiratory_rate": self.respiratory_rate.as_json(),
            "hrv": self.hrv.as_json(),
        }
        if series:
            result["series"] = [_second(estimate) for estimate in self.series]
        return result | {"method": self.method, "model": self.model}


def _second(estimate: Estimate) -> dict[str, Any]:
    heart, breath = estimate.heart_rate.as_json(), estimate.respiratory_rate.as_json()
    return {
        "t": _number(estimate.t_s, 3),
        "heart_rate": heart["value"],
        "respiratory_rate": breath["value"],
        "snr_db": _number(estimate.snr_db, 2),
        "withheld": {"heart_rate": heart["withheld"], "respiratory_rate": breath["withheld"]},
        "instruction": estimate.instruction,
    }


def _number(value: float | None, digits: int) -> float | None:
    return None if value is None or not math.isfinite(value) else round(value, digits)
