"""How well each index of quality tells right heart rates from wrong ones.

    python -m vitals.evaluation.indices DIR

prints, over every second of the LGI and UBFC traces in DIR after the first 15, the chance that a second whose
rate is within 5/min has a better index than one whose rate is not (area under the ROC curve; 0.5 is worth
nothing), for all of them and without the resting ones, where nearly every rate is right.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from vitals import monitor
from vitals.evaluation.traces import group
from vitals.evaluation.truth import CLOSE_BPM, SKIPPED_S, heart_truth
from vitals.heart_rate.estimators import spread_bpm
from vitals.limits import HR_WINDOW_S
from vitals.quality.colour import movement
from vitals.quality.wave import nsqi, peak_share, periodicity, template_correlation
from vitals.signals.resample import Stretch, resample
from vitals.traces import read_trace
from vitals.types import Estimate, Float, Trace


def indices(trace: Trace, e: Estimate, rate_bpm: float) -> dict[str, float]:
    """All indices of one second, turned so that more is better; NaN where one has nothing to say."""
    if e.pulse is None or e.snr_db is None:
        return {}
    skin = resample(trace.t_s, trace.rgb[:, 0], e.t_s, HR_WINDOW_S)
    wave = Stretch(e.pulse.t_s, e.pulse.v, skin.fs_hz)
    return {
        "probability (two witnesses)": e.heart_rate.quality,
        "SNR (de Haan)": e.snr_db,
        "peak share": peak_share(wave.v, wave.fs_hz, rate_bpm),
        "autocorrelation": periodicity(wave.v, wave.fs_hz),
        "NSQI (Elgendi)": -nsqi(wave.v),
        "template (Orphanidou)": template_correlation(wave, rate_bpm),
        "agreement of three estimators": -spread_bpm(wave.v, wave.fs_hz),
        "movement of the colour": -movement(skin.v, skin.fs_hz),
    }


def area(index: Float, right: NDArray[np.bool_]) -> float:
    """Area under the ROC curve; a NaN counts as the worst."""
    ranks = rankdata(np.nan_to_num(index, nan=-np.inf))
    n = int(right.sum())
    return float((ranks[right].mean() - (n + 1) / 2) / max(len(right) - n, 1))


def judged(path: Path) -> list[tuple[dict[str, float], bool]]:
    """The indices of every judged second of a trace, and whether its rate is right."""
    truth, trace = heart_truth(path), read_trace(path).trace
    rows = []
    for e in monitor.run(trace):
        if truth is None or e.heart_candidate_bpm is None or e.t_s <= trace.t_s[0] + SKIPPED_S:
            continue
        error_bpm = abs(e.heart_candidate_bpm - truth.at(e.t_s))
        if np.isfinite(error_bpm):
            rows.append((indices(trace, e, e.heart_candidate_bpm), bool(error_bpm <= CLOSE_BPM)))
    return rows


def table(paths: list[Path]) -> str:
    """One row per index, the best first."""
    found = [(group(path), values, right) for path in sorted(paths) for values, right in judged(path)]
    right = np.array([ok for _, _, ok in found])
    active = np.array([name != "lgi resting" for name, _, _ in found])
    rows = []
    for name in found[0][1]:
        index = np.array([values.get(name, np.nan) for _, values, _ in found])
        rows.append((area(index, right), area(index[active], right[active]), name))
    lines = [f"{name:32}{whole:8.2f}{part:12.2f}" for whole, part, name in sorted(rows, reverse=True)]
    return "\n".join(["index".ljust(32) + "     all   not resting", *lines])


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("directory", type=Path)
    print(table([p for p in parser.parse_args().directory.glob("[lu]*.json") if heart_truth(p)]))


if __name__ == "__main__":
    main()
