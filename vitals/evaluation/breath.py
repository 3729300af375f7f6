"""Respiratory rate of contact pulse records against marked breaths.

    python -m vitals.evaluation.breath DIR

prints MAE in 1/min, share of the answers within 2/min, and coverage, from 30 s on. Truth is 60 over the
mean time between the breaths of the trailing 30 s.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from vitals.evaluation.truth import Errors
from vitals.limits import RR_WINDOW_S
from vitals.measuring import measure
from vitals.types import Float

MARKS = ("peaks_s", "breaths_ann1_s", "breath_marks_s")
"""Names that the records give their breaths."""
CLOSE_BPM = 2.0


def breaths_s(path: Path) -> Float | None:
    """Times of the marked breaths; None where there are none."""
    marks = json.loads(path.read_text()).get("resp") or {}
    return next((np.array(marks[name], dtype=float) for name in MARKS if marks.get(name)), None)


def truth_bpm(marks_s: Float, t_s: float) -> float:
    """Rate over the trailing window; NaN for fewer than three breaths."""
    inside = marks_s[(marks_s > t_s - RR_WINDOW_S - 1) & (marks_s <= t_s)]
    return float(60 / np.diff(inside).mean()) if len(inside) > 2 else float("nan")


def errors(path: Path, marks_s: Float) -> Errors:
    """Errors of the seconds with a full window."""
    series = measure(path).series
    full = [e for e in series if e.t_s >= series[0].t_s - 1 + RR_WINDOW_S]
    answers = [e.respiratory_rate.value_bpm for e in full]
    return Errors.of(answers, [truth_bpm(marks_s, e.t_s) for e in full])


def main() -> None:
    parser = argparse.ArgumentParser(description="Respiratory rate of contact pulse records.")
    parser.add_argument("directory", type=Path)
    print("record".ljust(22) + "MAE   % within 2/min   coverage")
    for path in sorted(parser.parse_args().directory.glob("*.json")):
        marks_s = breaths_s(path)
        if marks_s is None:
            continue
        found = errors(path, marks_s)
        error, coverage = found.absolute_bpm, len(found.absolute_bpm) / max(found.asked, 1)
        figures = (
            f"{error.mean():.2f} {100 * (error <= CLOSE_BPM).mean():12.0f}"
            if len(error)
            else "-            -"
        )
        print(f"{path.stem:20} {figures} {coverage:12.0%}")


if __name__ == "__main__":
    main()
