"""Respiratory rate of contact pulse records against marked breaths.

    python -m vitals.evaluation.breath DIR

prints MAE in 1/min, share of the answers within 2/min, and coverage, from 30 s on; then the MAE of every
second, were nothing withheld; and below, how the stated probability of being within 2/min compares with
what was right. Truth is 60 over the mean time between the breaths of the trailing 30 s.
"""

from __future__ import annotations

import argparse
import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

from vitals.evaluation.truth import Errors
from vitals.limits import RR_WINDOW_S
from vitals.measuring import measure
from vitals.types import Estimate, Float

MARKS = ("peaks_s", "breaths_ann1_s", "breath_marks_s")
"""Names that the records give their breaths."""
CLOSE_BPM = 2.0
STEPS = (0.0, 0.2, 0.4, 0.6, 0.8, 0.9, 1.0)
"""Of the stated probability, for the table of what was right."""


def breaths_s(path: Path) -> Float | None:
    """Times of the marked breaths; None where there are none."""
    marks = json.loads(path.read_text()).get("resp") or {}
    return next((np.array(marks[name], dtype=float) for name in MARKS if marks.get(name)), None)


def truth_bpm(marks_s: Float, t_s: float) -> float:
    """Rate over the trailing window; NaN for fewer than three breaths."""
    inside = marks_s[(marks_s > t_s - RR_WINDOW_S - 1) & (marks_s <= t_s)]
    return float(60 / np.diff(inside).mean()) if len(inside) > 2 else float("nan")


@dataclass(frozen=True, slots=True)
class Judged:
    """The seconds of a record that have a full window."""

    shown: Errors
    candidate_bpm: Float
    """[N], absolute errors of what would have been shown were nothing withheld; NaN where nothing."""
    stated: Float
    """[N], probability of being within 2/min."""


def judged(path: Path, marks_s: Float) -> Judged:
    """What the product says of a record, beside the truth."""
    series = measure(path).series
    full = [e for e in series if e.t_s >= series[0].t_s - 1 + RR_WINDOW_S]
    truths = [truth_bpm(marks_s, e.t_s) for e in full]
    return Judged(
        Errors.of([e.respiratory_rate.value_bpm for e in full], truths),
        np.array([abs(_candidate(e) - truth) for e, truth in zip(full, truths, strict=True)]),
        np.array([e.respiratory_rate.quality for e in full]),
    )


def _candidate(e: Estimate) -> float:
    return float("nan") if e.breath_candidate_bpm is None else e.breath_candidate_bpm


def line(name: str, found: Judged) -> str:
    """One row of the table."""
    error, coverage = found.shown.absolute_bpm, len(found.shown.absolute_bpm) / max(found.shown.asked, 1)
    figures = f"{error.mean():5.2f}{np.mean(error <= CLOSE_BPM):10.0%}" if len(error) else "    -         -"
    known = found.candidate_bpm[np.isfinite(found.candidate_bpm)]
    every = f"{known.mean():12.2f}{np.mean(known <= CLOSE_BPM):10.0%}" if len(known) else ""
    return f"{name:22}{figures}{coverage:10.0%}{every}"


def stated_against_right(found: Judged) -> str:
    """For each step of the stated probability: how often it was stated, its mean, and what was right."""
    rows = ["stated probability     seconds   mean   right"]
    right = found.candidate_bpm <= CLOSE_BPM
    for low, high in pairwise(STEPS):
        inside = (found.stated >= low) & (found.stated < high) & np.isfinite(found.candidate_bpm)
        if inside.any():
            share = f"{found.stated[inside].mean():7.2f}{right[inside].mean():8.2f}"
            rows.append(f"{low:.1f} to {high:.1f}".ljust(22) + f"{inside.sum():8}{share}")
    return "\n".join(rows)


def main() -> None:
    parser = argparse.ArgumentParser(description="Respiratory rate of contact pulse records.")
    parser.add_argument("directory", type=Path)
    print("record                  MAE  within 2  coverage   MAE of all  within 2")
    every = []
    for path in sorted(parser.parse_args().directory.glob("*.json")):
        marks_s = breaths_s(path)
        if marks_s is not None and "ppg" in json.loads(path.read_text()):
            every.append(judged(path, marks_s))
            print(line(path.stem, every[-1]), flush=True)
    whole = Judged(
        Errors.together([j.shown for j in every]),
        np.concatenate([j.candidate_bpm for j in every]),
        np.concatenate([j.stated for j in every]),
    )
    print(line("all seconds", whole) + "\n\n" + stated_against_right(whole))


if __name__ == "__main__":
    main()
