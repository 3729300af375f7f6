"""Which pulse method, and which choice of patches, is worth most on pictures: also SSR, which needs them.

    python -m tests.truth.pulse_methods [--data ../shared/data] [--every N]

The heart videos of `tests.truth.region_videos` are read once with the product's regions. Every second each
method gets the trailing 10 s, and the highest peak of its wave is taken: nothing is followed, nothing
withheld. Told per method: MAE in 1/min, share of the seconds within 5/min, SNR in dB (de Haan & Jeanne
2013) at the contact sensor's rate; means over videos, for the SNR with the 95 % bootstrap interval.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import cv2
import numpy as np

from tests.truth.region_scores import FIRST_JUDGED_S, interval, start_s
from tests.truth.region_videos import VARIANTS, Video, frames, subject, videos
from vitals import pulse
from vitals.analyzer import Analyzer, AnalyzerState
from vitals.evaluation.truth import HeartTruth, heart_truth
from vitals.heart_rate.estimators import by_spectrum
from vitals.limits import CHUNK_FRAMES, HR_WINDOW_S
from vitals.monitor.step import seconds
from vitals.pulse import patchwise
from vitals.signals.resample import resample
from vitals.signals.snr import snr_db
from vitals.types import Float, Frame, Trace

PATCHED = ("green", "pos")
"""The methods that are also run patch by patch."""
Wave = Callable[[Trace, float], tuple[Float, float] | None]
"""(trace, time) -> wave of the trailing window and its rate of samples, or None where the face is lost."""


def of_skin(method: str, trace: Trace, t_s: float) -> tuple[Float, float] | None:
    """By the whole skin."""
    skin = resample(trace.t_s, pulse.skin_columns(method, trace), t_s, HR_WINDOW_S)
    if skin.duration_s < HR_WINDOW_S - 1:
        return None
    return pulse.combined(pulse.waves(method, skin.v, skin.fs_hz)), skin.fs_hz


def of_patches(
    method: str, selection: patchwise.Selection, trace: Trace, t_s: float
) -> tuple[Float, float] | None:
    """By forehead, cheeks and nose."""
    parts = [resample(trace.t_s, rgb, t_s, HR_WINDOW_S) for rgb in trace.rgb[:, 1:].swapaxes(0, 1)]
    whole = [part for part in parts if part.duration_s >= HR_WINDOW_S - 1]
    if not whole:
        return None
    length = min(len(part.v) for part in whole)
    patches = np.array([part.v[-length:] for part in whole])
    return patchwise.wave(patches, whole[0].fs_hz, method, selection), whole[0].fs_hz


CONTESTANTS: dict[str, Wave] = {name: partial(of_skin, name) for name in pulse.METHODS} | {
    f"{method}, patches by {selection}": partial(of_patches, method, selection)
    for method in PATCHED
    for selection in patchwise.SELECTIONS
}


def trace_of(analyzer: Analyzer, seen: Iterator[Frame]) -> Trace:
    """The product's trace of a video."""
    state, samples, chunk = AnalyzerState.initial(), [], []
    for frame in seen:
        chunk.append(frame)
        if len(chunk) == CHUNK_FRAMES:
            analysis = analyzer.analyse(chunk, state)
            chunk, state, samples = [], analysis.state, samples + analysis.samples
    return Trace.of(samples + (analyzer.analyse(chunk, state).samples if chunk else []))


def judged(trace: Trace, truth: HeartTruth, wave: Wave) -> tuple[float, float, float]:
    """MAE, share within 5/min, and mean SNR over the seconds of a video."""
    errors, snr = [], []
    for t_s in seconds(trace):
        true_bpm, found = truth.at(t_s), wave(trace, t_s)
        if t_s < FIRST_JUDGED_S or found is None or not np.isfinite(true_bpm):
            continue
        errors.append(abs(by_spectrum(*found) - true_bpm))
        snr.append(snr_db(*found, true_bpm))
    known = np.array(errors)[np.isfinite(errors)]
    if not len(known):
        return (float("nan"),) * 3
    return float(known.mean()), float((known <= 5).mean()), float(np.mean(snr))


def study(data: Path, chosen: list[Video]) -> dict[tuple[str, str], list[tuple[float, float, float]]]:
    """(variant, contestant) -> its figures on each video."""
    analyzer, table = Analyzer.load(), defaultdict(list)
    with tempfile.TemporaryDirectory() as folder:
        for video in chosen:
            face = subject(data / "faces", video.portrait, Path(folder))
            trace = trace_of(analyzer, (frame for frame, _ in frames(video, face)))
            known = heart_truth(video.trace)
            assert known is not None, f"{video.trace.name} has no heart rate over time"
            truth = HeartTruth(known.t_s - start_s(video), known.rate_bpm)
            for name, wave in CONTESTANTS.items():
                table[video.variant, name].append(judged(trace, truth, wave))
            print(".", end="", flush=True)
    print()
    return dict(table)


def main() -> None:
    cv2.setNumThreads(1)
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--seconds", type=float, default=30, help="of a video")
    parser.add_argument("--every", type=int, default=1, help="only every n-th video")
    args = parser.parse_args()
    began_s = time.monotonic()
    hearts = [v for v in videos(args.data / "traces", args.seconds, 0) if not v.breathes]
    table = study(args.data, hearts[:: args.every])
    for variant in VARIANTS:
        print(f"{variant:<28}{'MAE, 1/min':>12}{'within 5':>10}{'SNR, dB':>26}")
        for name in CONTESTANTS:
            mae, within, snr = np.array(table.get((variant, name), [])).reshape(-1, 3).T
            mean, low, high = interval(snr)
            told = f"{mean:.1f} ({low:.1f} to {high:.1f})"
            print(f"{name:<28}{np.nanmean(mae):>12.1f}{np.nanmean(within):>10.0%}{told:>26}")
        print()
    print(f"{len(hearts[:: args.every])} videos, {time.monotonic() - began_s:.0f} s")


if __name__ == "__main__":
    main()
