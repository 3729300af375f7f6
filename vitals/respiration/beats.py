"""The beats of a pulse wave with all that breathing can change in them: heights, depths and times.

What is no beat is left out. A beat is an artefact (IMS, Karlen, Ansermino, Dumont 2012, "Adaptive pulse
segmentation and artifact detection in photoplethysmography for mobile applications",
doi:10.1109/EMBC.2012.6346628) if its interval is below 0.23 s, from 2.4 s on, or at most half of the one
before, or if its height is out of line. The whole window is at hand here, so heights are held against
its median where the paper adapts limits from beat to beat.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.signal import find_peaks

from vitals.signals.bandpass import bandpass
from vitals.signals.resample import Stretch
from vitals.types import Float

BEAT_BAND = (0.6, 1.7)
"""Band around the heart rate, as multiples of it, in which a beat has exactly one maximum."""
PEAK_REACH = 0.35
"""Part of a beat within which the systolic peak lies around that maximum."""
NEAR_INTERVAL = (0.6, 1.8)
"""An interval outside of these multiples of the mean one has a missed or an invented beat (prpy's rule)."""
SHORTEST_S, LONGEST_S = 0.23, 2.4
SUDDEN = 0.5
"""Of the interval before."""
NEAR_HEIGHT = (0.4, 2.2)
"""Multiples of the window's median; a ventilator alone changes the height by half (IMS begins with
0.6 to 1.4 of the first beat)."""


@dataclass(frozen=True, slots=True)
class Beats:
    """B beats that are no artefacts, in order; each from the trough before its peak. All [B]."""

    peak_s: Float
    peak: Float
    trough: Float
    peak_interval_s: Float
    """From the peak before."""
    trough_interval_s: Float
    """From the trough before."""
    rise_s: Float
    """Trough to peak."""
    fall_s: Float
    """From the peak before to the trough."""

    def __len__(self) -> int:
        return len(self.peak_s)


def fundamental(wave: Stretch, heart_bpm: float) -> Float:
    """The wave [N] around its heart rate: one maximum per beat."""
    heart_hz = round(heart_bpm) / 60  # whole rates: the filters are designed once
    return bandpass(wave.v, wave.fs_hz, BEAT_BAND[0] * heart_hz, BEAT_BAND[1] * heart_hz)


def beats(wave: Stretch, heart_bpm: float, around: Float) -> Beats:
    """The beats of a wave [N] whose slow part is still in it; `around` is its `fundamental`."""
    peaks = _systoles(wave, around, 60 * wave.fs_hz / heart_bpm)
    if len(peaks) < 3:
        return Beats(*np.empty((7, 0)))
    troughs = np.array([a + int(wave.v[a:b].argmin()) for a, b in pairwise(peaks)])
    peak_at, peak = _vertices(wave.v, peaks)
    trough_at, trough = _vertices(wave.v, np.maximum(troughs, 1))
    start_s, step_s = float(wave.t_s[0]), 1 / wave.fs_hz
    columns = (
        start_s + peak_at[2:] * step_s,
        peak[2:],
        trough[1:],
        np.diff(peak_at)[1:] * step_s,
        np.diff(trough_at) * step_s,
        (peak_at[2:] - trough_at[1:]) * step_s,
        (trough_at[1:] - peak_at[1:-1]) * step_s,
    )
    good = ~_artefacts(np.diff(peak_at) * step_s, columns[1] - columns[2], 60 / heart_bpm)
    return Beats(*(column[good] for column in columns))


def _artefacts(intervals_s: Float, heights: Float, beat_s: float) -> NDArray[np.bool_]:
    """[B] of [B + 1] intervals (one more, before the first) and [B] heights."""
    now, before = intervals_s[1:], intervals_s[:-1]
    wrong_time = (now < max(SHORTEST_S, NEAR_INTERVAL[0] * beat_s)) | (
        now >= min(LONGEST_S, NEAR_INTERVAL[1] * beat_s)
    )
    typical = np.median(heights)
    wrong_height = (heights < NEAR_HEIGHT[0] * typical) | (heights > NEAR_HEIGHT[1] * typical)
    return wrong_time | (now <= SUDDEN * before) | wrong_height


def _systoles(wave: Stretch, around: Float, beat: float) -> NDArray[np.intp]:
    """Index of the highest sample of each beat; one maximum of the fundamental tells where a beat is."""
    tops, _ = find_peaks(around, distance=max(1, int(NEAR_INTERVAL[0] * beat)))
    reach = max(1, round(PEAK_REACH * beat))
    starts = [max(0, int(i) - reach) for i in tops]
    found = [a + int(wave.v[a : a + 2 * reach + 1].argmax()) for a in starts]
    inner = np.unique(np.array(found, dtype=np.intp))
    return inner[(inner > 0) & (inner < len(wave.v) - 1)]


def _vertices(v: Float, at: NDArray[np.intp]) -> tuple[Float, Float]:
    """Place (in samples) and height of the parabola through each extremum and its neighbours."""
    left, top, right = v[at - 1], v[at], v[at + 1]
    bend = left - 2 * top + right
    shift = np.divide(0.5 * (left - right), bend, out=np.zeros(len(at)), where=bend != 0)
    shift = np.clip(shift, -0.5, 0.5)
    return np.asarray(at + shift), np.asarray(top - 0.25 * (left - right) * shift)
