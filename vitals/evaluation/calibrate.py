"""Fit the probability behind a heart rate's quality, and see how well it holds for people left out.

    python -m vitals.evaluation.calibrate DIR [--write]

DIR holds the development traces. Each second after the first 15 gives one feature (what both witnesses
remember, `vitals.heart_rate.confidence`) and whether the rate was within 5/min of the contact sensor. All
that is printed is leave-one-subject-out: the probability of each second comes from a fit to the other
subjects. `--write` then fits all of them together, one calibration per pulse method, and writes
vitals/heart_rate/calibration.json.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vitals import monitor, pulse
from vitals.calibration import fit
from vitals.evaluation import reliability
from vitals.evaluation.truth import CLOSE_BPM, SKIPPED_S, heart_truth
from vitals.heart_rate import confidence
from vitals.monitor.state import MonitorState
from vitals.monitor.step import HEART_BAR, seconds
from vitals.traces import read_trace
from vitals.types import Float

FILES = "[lu]*.json"
BARS = (0.0, 0.5, 0.6, 0.7, HEART_BAR, 0.9, 0.95)


@dataclass(frozen=True, slots=True)
class Seconds:
    """N judged seconds."""

    feature: Float
    error_bpm: Float
    subject: NDArray[np.str_]
    group: NDArray[np.str_]

    @property
    def right(self) -> NDArray[np.bool_]:
        return self.error_bpm <= CLOSE_BPM

    def where(self, chosen: NDArray[np.bool_]) -> Seconds:
        return Seconds(self.feature[chosen], self.error_bpm[chosen], self.subject[chosen], self.group[chosen])


def judged(paths: Iterable[Path], method: str) -> Seconds:
    """Every second of the traces that has truth, answered or not."""
    rows = [row for path in sorted(paths) for row in _rows(path, method)]
    features, errors, subjects, groups = zip(*rows, strict=True)
    return Seconds(np.array(features), np.array(errors), np.array(subjects), np.array(groups))


def left_out(s: Seconds) -> Float:
    """[N]: the probability of each second from a fit to the other subjects."""
    stated = np.empty(len(s.feature))
    for subject in np.unique(s.subject):
        others, own = s.where(s.subject != subject), s.subject == subject
        stated[own] = fit(others.feature[:, None], others.right).probabilities(s.feature[own, None])
    return stated


def bars(s: Seconds, stated: Float) -> str:
    """Share within 5/min at coverage, per group, for a row of bars."""
    lgi = np.char.startswith(s.group, "lgi")
    quiet = np.isin(s.group, ("lgi resting", "lgi rotation"))
    names = {"resting + rotation": quiet, "all LGI": lgi}
    names |= {name: s.group == name for name in np.unique(s.group)}
    rows = ["bar     " + "".join(name.rjust(20) for name in names)]
    for bar in BARS:
        cells = [_cell(s.error_bpm[members], stated[members] >= bar) for members in names.values()]
        rows.append(f"{bar:4.2f}    " + "".join(cell.rjust(20) for cell in cells))
    return "\n".join(rows)


def report(s: Seconds) -> str:
    """Everything that is known of people left out."""
    stated = left_out(s)
    error = reliability.expected_calibration_error(stated, s.right)
    low, high = reliability.ece_interval(stated, s.right, s.subject)
    return "\n\n".join(
        (
            reliability.table(stated, s.right),
            f"expected calibration error {error:.3f} (95 % over subjects: {low:.3f} to {high:.3f})",
            "MAE, % within 5/min at % coverage, for those at or above a bar of the probability",
            bars(s, stated),
        )
    )


def write(fits: dict[str, Seconds]) -> None:
    """Fit all subjects together and write the constants."""
    content = {
        "made by": "python -m vitals.evaluation.calibrate DIR --write",
        "feature": "vitals.heart_rate.confidence.feature",
        "right": f"within {CLOSE_BPM:g}/min",
        "subjects": sorted({str(name) for s in fits.values() for name in s.subject}),
        "methods": {method: fit(s.feature[:, None], s.right).as_json() for method, s in fits.items()},
    }
    confidence.CALIBRATION.write_text(json.dumps(content, indent=2) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("directory", type=Path)
    parser.add_argument("--method", default=pulse.DEFAULT_METHOD, choices=pulse.COLOUR_METHODS)
    parser.add_argument("--write", action="store_true", help="fit every method and keep the constants")
    options = parser.parse_args()
    paths = [p for p in options.directory.glob(FILES) if heart_truth(p) and '"rgb"' in p.read_text()]
    print(report(judged(paths, options.method)))
    if options.write:
        write({method: judged(paths, method) for method in pulse.COLOUR_METHODS})


def _rows(path: Path, method: str) -> list[tuple[float, float, str, str]]:
    truth, trace = heart_truth(path), read_trace(path).trace
    if truth is None:
        return []
    subject, group = _names(path)
    rows, state = [], MonitorState.fresh()
    for t_s in seconds(trace):
        estimate, state = monitor.estimate(trace, t_s, state, method)
        rate, true = estimate.heart_candidate_bpm, truth.at(t_s)
        if t_s > trace.t_s[0] + SKIPPED_S and rate is not None and np.isfinite(true):
            rows.append((confidence.feature(state.heart.memory), abs(rate - true), subject, group))
    return rows


def _names(path: Path) -> tuple[str, str]:
    """lgi_A_resting -> A, lgi resting; ubfc_example -> ubfc, ubfc."""
    parts = path.stem.split("_")
    return (parts[1], f"lgi {parts[2]}") if parts[0] == "lgi" else (parts[0], parts[0])


def _cell(error_bpm: Float, shown: NDArray[np.bool_]) -> str:
    if not shown.any():
        return "- at 0"
    kept = error_bpm[shown]
    return f"{kept.mean():.1f} {100 * (kept <= CLOSE_BPM).mean():.0f} at {100 * shown.mean():.0f}"


if __name__ == "__main__":
    main()
