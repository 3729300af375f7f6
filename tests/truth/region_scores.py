"""What a region's trace is worth: errors of the rates that the monitor reads from it, and its SNR."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tests.truth.region_videos import Video
from vitals import monitor, pulse
from vitals.evaluation.breath import breaths_s, truth_bpm
from vitals.evaluation.truth import HeartTruth, heart_truth
from vitals.limits import HR_WINDOW_S, RR_WINDOW_S
from vitals.monitor.step import seconds
from vitals.signals.resample import resample
from vitals.signals.snr import snr_db
from vitals.types import Float, Trace

FIRST_JUDGED_S = HR_WINDOW_S
"""The first full window of heart rate."""
DRAWS = 2000
METHOD = "pos"
"""The wave whose SNR is told; the rates are those of the product's default method."""


@dataclass(frozen=True)
class Score:
    """One region on one video."""

    asked: int
    errors_bpm: Float
    """[answered], absolute."""
    snr_db: float
    """de Haan & Jeanne 2013 at the contact sensor's rate, mean of the windows; NaN for breath."""

    @property
    def mae_bpm(self) -> float:
        return float(self.errors_bpm.mean()) if len(self.errors_bpm) else float("nan")

    @property
    def answered(self) -> float:
        return len(self.errors_bpm) / max(self.asked, 1)


def score(video: Video, trace: Trace) -> Score:
    """Heart or breath, whichever the video is for."""
    return _breath(video, trace) if video.breathes else _heart(video, trace)


def _heart(video: Video, trace: Trace) -> Score:
    truth = heart_truth(video.trace)
    assert truth is not None, f"{video.trace.name} has no heart rate over time"
    truth = HeartTruth(truth.t_s - start_s(video), truth.rate_bpm)
    answers = [
        (e.heart_rate.value_bpm, truth.at(e.t_s)) for e in monitor.run(trace) if e.t_s >= FIRST_JUDGED_S
    ]
    found = [_snr_db(trace, t_s, truth.at(t_s)) for t_s in seconds(trace) if t_s >= FIRST_JUDGED_S]
    return _score(answers, float(np.nanmean(found)) if np.isfinite(found).any() else float("nan"))


def _breath(video: Video, trace: Trace) -> Score:
    marks_s = breaths_s(video.trace)
    assert marks_s is not None, f"{video.trace.name} has no marked breaths"
    marks_s = marks_s - start_s(video)
    answers = [
        (e.respiratory_rate.value_bpm, truth_bpm(marks_s, e.t_s))
        for e in monitor.run(trace)
        if e.t_s >= RR_WINDOW_S
    ]
    return _score(answers, float("nan"))


def start_s(video: Video) -> float:
    """Where the trace's own time begins; the video begins at 0."""
    record = json.loads(video.trace.read_text())
    return float((record["ppg"] if video.breathes else record["rgb"])["t"][0])


def _score(answers: Sequence[tuple[float | None, float]], snr: float) -> Score:
    known = [(answer, truth) for answer, truth in answers if np.isfinite(truth)]
    errors = [abs(answer - truth) for answer, truth in known if answer is not None]
    return Score(len(known), np.array(errors), snr)


def _snr_db(trace: Trace, t_s: float, rate_bpm: float) -> float:
    skin = resample(trace.t_s, trace.rgb[:, 0], t_s, HR_WINDOW_S)
    if not np.isfinite(rate_bpm) or skin.duration_s < HR_WINDOW_S - 1:
        return float("nan")
    return snr_db(pulse.waves(METHOD, skin.v, skin.fs_hz)[0], skin.fs_hz, rate_bpm)


def interval(per_video: Float) -> tuple[float, float, float]:
    """Mean over videos, and its 95 % bootstrap interval (videos drawn with replacement); NaN left out."""
    known = per_video[np.isfinite(per_video)]
    if not len(known):
        return float("nan"), float("nan"), float("nan")
    drawn = np.random.default_rng(1).choice(known, (DRAWS, len(known))).mean(axis=1)
    low, high = np.quantile(drawn, [0.025, 0.975])
    return float(known.mean()), float(low), float(high)
