"""Second by second against the contact truth: who answered, how often right, how far off."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tests.truth.page import Reading

TRUTH_WINDOW_S = 10.0
FIRST_JUDGED_S = 15.0
WITHIN_BPM = 5.0


@dataclass(frozen=True, slots=True)
class Score:
    """Over the whole seconds from FIRST_JUDGED_S on."""

    seconds: int
    coverage: float
    """Share of the seconds that show a number."""
    within_5: float
    """Share of the answered seconds within 5/min of the truth; NaN if none was answered."""
    mae_bpm: float
    first_s: float
    """Camera time of the first number; NaN if there was none."""


def contact_truth(trace: Path) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Times and heart rates of the contact sensor that a trace file carries."""
    hr = json.loads(trace.read_text())["hr"]
    return np.asarray(hr["t"], float), np.asarray(hr["bpm"], float)


def trailing_mean(t_s: NDArray[np.float64], bpm: NDArray[np.float64], at_s: float) -> float:
    """Mean of the truth over the TRUTH_WINDOW_S that end at `at_s`."""
    inside = (t_s > at_s - TRUTH_WINDOW_S) & (t_s <= at_s) & np.isfinite(bpm)
    return float(bpm[inside].mean()) if inside.any() else float("nan")


def shown_at(readings: Sequence[Reading], at_s: float) -> int | None:
    """The heart rate that stood on the page at camera time `at_s`."""
    before = [r for r in readings if r.t_s <= at_s]
    return before[-1].heart_rate if before else None


def score(
    readings: Sequence[Reading], t_s: NDArray[np.float64], bpm: NDArray[np.float64], end_s: float
) -> Score:
    """Judge what the page showed until camera time `end_s`."""
    seconds = np.arange(FIRST_JUDGED_S, np.floor(end_s))
    pairs = [(shown_at(readings, s), trailing_mean(t_s, bpm, s)) for s in seconds]
    known = [(shown, truth) for shown, truth in pairs if np.isfinite(truth)]
    errors = np.array([abs(shown - truth) for shown, truth in known if shown is not None])
    answered = len(errors) > 0
    first = [r.t_s for r in readings if r.heart_rate is not None]
    return Score(
        seconds=len(known),
        coverage=len(errors) / max(len(known), 1),
        within_5=float((errors <= WITHIN_BPM).mean()) if answered else float("nan"),
        mae_bpm=float(errors.mean()) if answered else float("nan"),
        first_s=first[0] if first else float("nan"),
    )
