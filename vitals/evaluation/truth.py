"""Development traces with contact truth, and the errors of a row of answers against it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from vitals.limits import HR_WINDOW_S
from vitals.types import Float

CLOSE_BPM = 5.0
SKIPPED_S = 15.0
"""Seconds at the start that are not judged."""


@dataclass(frozen=True, slots=True)
class HeartTruth:
    """Pulse rate of a contact sensor over time."""

    t_s: Float
    rate_bpm: Float

    def at(self, t_s: float) -> float:
        """Mean over the trailing window that an estimate at `t_s` has seen; NaN if the sensor was silent."""
        inside = (self.t_s > t_s - HR_WINDOW_S) & (self.t_s <= t_s) & np.isfinite(self.rate_bpm)
        return float(self.rate_bpm[inside].mean()) if inside.any() else float("nan")


@dataclass(frozen=True, slots=True)
class Errors:
    """Absolute errors of the answers in one or more records."""

    asked: int
    absolute_bpm: Float

    @classmethod
    def of(cls, answers: list[float | None], truths: list[float]) -> Errors:
        pairs = [(a, b) for a, b in zip(answers, truths, strict=True) if np.isfinite(b)]
        return cls(len(pairs), np.array([abs(a - b) for a, b in pairs if a is not None]))

    @classmethod
    def together(cls, parts: list[Errors]) -> Errors:
        return cls(sum(p.asked for p in parts), np.concatenate([p.absolute_bpm for p in parts]))

    def __str__(self) -> str:
        """MAE, share within `CLOSE_BPM`, coverage."""
        if len(self.absolute_bpm) == 0:
            return "   -    -    0 %"
        close = 100 * (self.absolute_bpm <= CLOSE_BPM).mean()
        coverage = 100 * len(self.absolute_bpm) / max(self.asked, 1)
        return f"{self.absolute_bpm.mean():4.1f} {close:4.0f} {coverage:4.0f} %"


def heart_truth(path: Path) -> HeartTruth | None:
    """The truth in a development trace (shared/data/README.md); None where it is no series."""
    hr = json.loads(path.read_text()).get("hr")
    if not isinstance(hr, dict):
        return None
    return HeartTruth(np.array(hr["t"], dtype=float), np.array(hr["bpm"], dtype=float))
