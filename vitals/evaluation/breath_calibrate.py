"""Fits how likely a respiratory rate is within 2/min, on made-up people.

    python -m vitals.evaluation.breath_calibrate [--records 240] [--write]

Each source (shoulders, head, pulse) is fitted on `vitals.evaluation.breath_synthetic`; no real person is
in it, and the constants say so. Printed for each: the share of readings that are right, the expected
calibration error (ten equal steps of probability) with the fit of the other half of the records, and what
the bar leaves. `--write` ships the constants of all records.
`vitals.evaluation.breath` checks them on contact records, on which nothing is fitted.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vitals.calibration import Logistic, fit
from vitals.evaluation.breath import CLOSE_BPM, truth_bpm
from vitals.evaluation.breath_synthetic import Record, record
from vitals.limits import ESTIMATE_EVERY_S, RR_FIRST_S, RR_WINDOW_S
from vitals.respiration.estimate import BreathReading, BreathState, read
from vitals.respiration.fusion import BAR
from vitals.respiration.group import GroupReading, Source
from vitals.respiration.motion import motions
from vitals.respiration.probability import CALIBRATION, features
from vitals.signals.resample import resample
from vitals.types import Float

COMMAND = "python -m vitals.evaluation.breath_calibrate --write"
DATA = "made-up records (vitals.evaluation.breath_synthetic); no real person"
STEPS = 10


@dataclass(frozen=True, slots=True)
class Judged:
    """Readings of one source in one record."""

    features: Float
    """[N, F]"""
    right: NDArray[np.bool_]
    """[N]"""


def readings(of: Record) -> Iterator[tuple[float, BreathReading]]:
    """What the chain reads in every second; its heart rate is known."""
    state, trace = BreathState.fresh(), of.trace
    for t_s in np.arange(ESTIMATE_EVERY_S, trace.t_s[-1] + 1e-6, ESTIMATE_EVERY_S):
        window = trace.between(t_s - RR_WINDOW_S - 1, t_s)
        wave = resample(window.t_s, window.rgb[:, 0, 0], t_s, RR_WINDOW_S)
        state = state.later(ESTIMATE_EVERY_S)
        reading, state = read(motions(window, t_s), wave, of.heart_bpm, state)
        if t_s >= RR_FIRST_S:
            yield float(t_s), reading


def judged(of: Record) -> dict[Source, Judged]:
    """Features of every reading with a known truth, and whether its rate is right."""
    rows: dict[Source, list[tuple[Float, bool]]] = {source: [] for source in Source}
    for t_s, reading in readings(of):
        truth = truth_bpm(of.marks_s, t_s)
        for one in (reading.fused.motion, reading.fused.modulation):
            if one is not None and np.isfinite(truth):
                rows[one.source].append((features(one), _right(one, truth, of)))
    return {
        source: Judged(np.array([f for f, _ in found]), np.array([r for _, r in found], dtype=bool))
        for source, found in rows.items()
        if found
    }


def _right(one: GroupReading, truth: float, of: Record) -> bool:
    """A rate where no breath shows is wrong, wherever it lies."""
    shows = of.in_pulse if one.source is Source.PULSE else of.in_body
    return shows and abs(one.rate_bpm - truth) <= CLOSE_BPM


def together(records: Sequence[dict[Source, Judged]], source: Source) -> Judged:
    """All readings of one source."""
    parts = [found[source] for found in records if source in found]
    return Judged(np.concatenate([p.features for p in parts]), np.concatenate([p.right for p in parts]))


def calibration_error(probability: Float, right: NDArray[np.bool_]) -> float:
    """Expected calibration error: how far stated and observed shares are apart, weighted by how often."""
    step = np.minimum((probability * STEPS).astype(int), STEPS - 1)
    inside = [step == i for i in range(STEPS)]
    return float(sum(abs((probability[i] - right[i]).mean()) * i.mean() for i in inside if i.any()))


def crossed(records: Sequence[dict[Source, Judged]], source: Source) -> tuple[Float, NDArray[np.bool_]]:
    """Probabilities of each half of the records with the fit of the other half."""
    halves = [together(records[i::2], source) for i in (0, 1)]
    fits = [fit(half.features, half.right) for half in halves]
    stated = [fits[1 - i].probabilities(halves[i].features) for i in (0, 1)]
    return np.concatenate(stated), np.concatenate([half.right for half in halves])


def line(name: str, probability: Float, right: NDArray[np.bool_]) -> str:
    """One row of the table."""
    shown = probability >= BAR
    share = f"{right[shown].mean():10.1%}" if shown.any() else "         -"
    error = calibration_error(probability, right)
    return f"{name:22}{len(right):9}{right.mean():9.1%}{error:9.3f}{shown.mean():9.1%}{share}"


def write(fits: dict[Source, Logistic], records: int) -> None:
    """Ship the constants."""
    content = {
        "command": COMMAND,
        "data": DATA,
        "records": records,
        "sources": {source.value: fitted.as_json() for source, fitted in fits.items()},
    }
    CALIBRATION.write_text(json.dumps(content, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--records", type=int, default=240)
    parser.add_argument("--write", action="store_true", help="ship the fitted constants")
    options = parser.parse_args()
    records = [judged(record(seed)) for seed in range(options.records)]
    print("source".ljust(22) + "readings   right    error    shown   of them right")
    for source in Source:
        print(line(source.value, *crossed(records, source)), flush=True)
    if options.write:
        parts = {source: together(records, source) for source in Source}
        write({source: fit(p.features, p.right) for source, p in parts.items()}, options.records)


if __name__ == "__main__":
    main()
