"""Respiratory rate from videos of breathing portraits: the whole way from pixels to the number.

    python -m tests.portrait.breath [--seconds 50] [--fps 15] [--rates 6 15 24 40] [--csv OUT.csv]

Every rate with every size of breath, with shoulders in the picture and without. The head drifts by at
least the size of the breath. Half of the videos breathe evenly, the other half unevenly and with pauses,
turn by turn. Frames are made 320 wide, as the page sends them, and go through the product as they come;
lengths are named in pixels of the 640 wide picture before. Truth is 60 over the mean time from breath to
breath in the trailing 30 s; seconds from 30 on are judged.
"""

from __future__ import annotations

import argparse
import csv
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, replace
from itertools import product
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from tests.portrait.drive import Drive
from tests.portrait.figures import chunks
from tests.portrait.scene import Scene, render
from tests.portrait.subject import astronaut
from vitals import monitor
from vitals.analyzer import Analyzer, AnalyzerState
from vitals.evaluation.breath import CLOSE_BPM, truth_bpm
from vitals.evaluation.breath_synthetic import breathing
from vitals.limits import RR_WINDOW_S
from vitals.types import Frame, Trace

Float = NDArray[np.float64]

RATES_BPM = (6.0, 10.0, 15.0, 24.0, 32.0, 40.0)
SIZES_PX = (0.5, 1.0, 3.0)
"""Of the shoulders' rise from breathed out to breathed in, in a frame 640 wide."""
SHRUNK = 0.5
"""From 640 to 320 wide; four pixels become one, so their noise is halved."""
WITH_SHOULDERS = Scene(320, 240, face_share=0.4, centre=(0.5, 0.42), noise=1.5 * SHRUNK)
WITHOUT_SHOULDERS = replace(WITH_SHOULDERS, face_share=0.55, centre=(0.5, 0.68))
LEAST_DRIFT_PX = 1.5
HEART_BPM = 84.0


@dataclass(frozen=True)
class Case:
    """One video."""

    rate_bpm: float
    size_px: float
    shoulders: bool
    even: bool
    seed: int


@dataclass(frozen=True)
class Outcome:
    """What was said of it; errors of the seconds that were answered."""

    case: Case
    asked: int
    errors_bpm: tuple[float, ...]
    """Of what was shown."""
    candidate_errors_bpm: tuple[float, ...]
    """Of what would have been shown were nothing withheld."""


def cases(rates_bpm: Iterable[float], sizes_px: Iterable[float]) -> list[Case]:
    """The grid; even and uneven breaths take turns."""
    grid = product(rates_bpm, sizes_px, (True, False))
    return [Case(*cell, even=sum(divmod(i, 2)) % 2 == 0, seed=i + 1) for i, cell in enumerate(grid)]


def film(case: Case, seconds: float, fps: float) -> tuple[Iterator[Frame], Float]:
    """The frames as they are sent, and the beginnings of the breaths."""
    t_s = np.arange(round(seconds * fps)) / fps
    drive, marks_s = _drive(case, t_s)
    place = WITH_SHOULDERS if case.shoulders else WITHOUT_SHOULDERS
    drift_px = max(LEAST_DRIFT_PX, case.size_px)
    scene = replace(place, rise_px=SHRUNK * case.size_px, drift_px=SHRUNK * drift_px, seed=case.seed)
    pictures = render(astronaut(), drive, scene)
    return (Frame(float(t), rgb) for t, rgb in zip(t_s, pictures, strict=True)), marks_s


def _drive(case: Case, t_s: Float) -> tuple[Drive, Float]:
    if case.even:
        marks_s = np.arange(0, t_s[-1], 60 / case.rate_bpm) + 45 / case.rate_bpm
        return Drive.parametric(t_s, HEART_BPM, case.rate_bpm), marks_s[marks_s <= t_s[-1]]
    depth, marks_s = breathing(
        np.random.default_rng(case.seed), t_s, case.rate_bpm, uneven=0.12, pausing=True
    )
    return Drive.breathed(t_s, 2 * depth - 1, HEART_BPM), marks_s


def analysed(frames: Iterator[Frame], analyzer: Analyzer) -> Trace:
    """The trace of a film, by the product's own way."""
    state, samples = AnalyzerState.initial(), []
    for chunk in chunks(frames):
        analysis = analyzer.analyse(chunk, state)
        state, samples = analysis.state, samples + analysis.samples
    return Trace.of(samples)


def judged(case: Case, trace: Trace, marks_s: Float) -> Outcome:
    """The answers against the truth."""
    full = [e for e in monitor.run(trace) if e.t_s >= trace.t_s[0] + RR_WINDOW_S]
    known = [(e, truth) for e in full if np.isfinite(truth := truth_bpm(marks_s, e.t_s))]
    shown = [(e.respiratory_rate.value_bpm, truth) for e, truth in known]
    could = [(e.breath_candidate_bpm, truth) for e, truth in known]
    return Outcome(case, len(known), _errors(shown), _errors(could))


def _errors(pairs: list[tuple[float | None, float]]) -> tuple[float, ...]:
    return tuple(abs(value - truth) for value, truth in pairs if value is not None)


def row(name: str, outcomes: list[Outcome]) -> str:
    """MAE, share within 2/min and coverage of what was shown; MAE of all seconds."""
    errors = np.concatenate([o.errors_bpm for o in outcomes])
    could = np.concatenate([o.candidate_errors_bpm for o in outcomes])
    coverage = len(errors) / max(sum(o.asked for o in outcomes), 1)
    figures = (
        f"{errors.mean():6.2f}{100 * (errors <= CLOSE_BPM).mean():7.0f} %"
        if len(errors)
        else "     -      - "
    )
    every = could.mean() if len(could) else np.nan
    return f"{name:<26}{len(outcomes):>6}{figures:>16}{coverage:>10.0%}{every:>18.2f}"


def report(outcomes: list[Outcome]) -> None:
    """Over everything, then along each side of the grid."""
    print(f"{'':<26}{'videos':>6}{'MAE within 2':>16}{'coverage':>10}{'MAE, all seconds':>18}")
    print(row("all", outcomes))
    for name, value in (
        *((f"{bpm:g}/min", ("rate_bpm", bpm)) for bpm in sorted({o.case.rate_bpm for o in outcomes})),
        *((f"{px:g} px", ("size_px", px)) for px in sorted({o.case.size_px for o in outcomes})),
        ("with shoulders", ("shoulders", True)),
        ("without shoulders", ("shoulders", False)),
        ("even", ("even", True)),
        ("uneven, with pauses", ("even", False)),
    ):
        chosen = [o for o in outcomes if getattr(o.case, value[0]) == value[1]]
        if chosen:
            print(row(name, chosen))


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=50)
    parser.add_argument("--fps", type=float, default=15)
    parser.add_argument("--rates", type=float, nargs="+", default=RATES_BPM, help="1/min")
    parser.add_argument("--sizes", type=float, nargs="+", default=SIZES_PX, help="pixels")
    parser.add_argument("--traces", type=Path, help="a folder that keeps each film's trace for the next run")
    parser.add_argument("--csv", type=Path, help="one row per video")
    args = parser.parse_args()
    cv2.setNumThreads(1)
    start_s, outcomes, analyzer = time.monotonic(), [], Analyzer.load()
    for case in cases(args.rates, args.sizes):
        trace, marks_s = _trace(case, args, analyzer)
        outcomes.append(judged(case, trace, marks_s))
        print(
            row(" ".join(f"{v:g}" for v in asdict(case).values()), outcomes[-1:]), file=sys.stderr, flush=True
        )
    report(outcomes)
    print(f"{time.monotonic() - start_s:.0f} s")
    if args.csv:
        _write(args.csv, outcomes)


def _trace(case: Case, args: argparse.Namespace, analyzer: Analyzer) -> tuple[Trace, Float]:
    frames, marks_s = film(case, args.seconds, args.fps)
    if args.traces is None:
        return analysed(frames, analyzer), marks_s
    kept = args.traces / f"{'_'.join(f'{v:g}' for v in asdict(case).values())}.npy"
    if not kept.exists():
        args.traces.mkdir(parents=True, exist_ok=True)
        np.save(kept, analysed(frames, analyzer).rows())
    return Trace.from_rows(np.load(kept)), marks_s


def _write(path: Path, outcomes: list[Outcome]) -> None:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow([*asdict(outcomes[0].case), "asked", "answered", "mae_bpm"])
        for o in outcomes:
            mae = float(np.mean(o.errors_bpm)) if o.errors_bpm else ""
            writer.writerow([*asdict(o.case).values(), o.asked, len(o.errors_bpm), mae])


if __name__ == "__main__":
    main()
