"""What breathing does to the pulse wave: its level, its size and its pace.

Three series, one value per beat (Karlen et al. 2013, doi:10.1109/TBME.2013.2246160; Charlton et al.
2016, doi:10.1088/0967-3334/37/4/610):
RIIV, the level of the systolic peaks; RIAV, peak minus the trough before it; RIFV, the interval from
beat to beat. The wave must still have its slow part: a high-pass at 0.7 Hz would remove RIIV.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator
from scipy.signal import find_peaks

from vitals.signals.bandpass import bandpass
from vitals.signals.resample import Stretch
from vitals.types import Float

SERIES_HZ = 5.0
"""Rate of the interpolated series: no more than 4 beats a second are behind them."""
MIN_BEATS = 6
BEAT_BAND = (0.6, 1.7)
"""Band around the heart rate, as multiples of it, in which a beat has exactly one maximum."""
PEAK_REACH = 0.35
"""Part of a beat within which the systolic peak lies around that maximum."""
VALID_INTERVAL = (0.6, 1.8)
"""An interval outside of these multiples of the mean one has a missed or an invented beat (prpy's rule)."""


def modulations(wave: Stretch, heart_bpm: float) -> list[Stretch]:
    """RIIV, RIAV and RIFV of a pulse wave [N] at `SERIES_HZ`; fewer where there are not enough beats."""
    beat = 60 * wave.fs_hz / heart_bpm
    peaks = _systoles(wave, beat)
    if len(peaks) < MIN_BEATS:
        return []
    troughs = np.array([a + wave.v[a:b].argmin() for a, b in pairwise(peaks)])
    at, level = _vertices(wave.v, peaks)
    intervals = np.diff(at)
    valid = (intervals > VALID_INTERVAL[0] * beat) & (intervals < VALID_INTERVAL[1] * beat)
    series = (
        (at, level),
        (at[1:], level[1:] - wave.v[troughs]),
        (at[1:][valid], intervals[valid] / wave.fs_hz),
    )
    return [_uniform(wave, x, y) for x, y in series if len(x) >= MIN_BEATS]


def _systoles(wave: Stretch, beat: float) -> NDArray[np.intp]:
    """Index of the highest sample of each beat; one maximum of the fundamental tells where a beat is."""
    heart_hz = round(60 * wave.fs_hz / beat) / 60  # whole rates: the filters are designed once
    fundamental = bandpass(wave.v, wave.fs_hz, BEAT_BAND[0] * heart_hz, BEAT_BAND[1] * heart_hz)
    beats, _ = find_peaks(fundamental, distance=max(1, int(VALID_INTERVAL[0] * beat)))
    reach = max(1, round(PEAK_REACH * beat))
    starts = [max(0, int(i) - reach) for i in beats]
    found = [a + int(wave.v[a : a + 2 * reach + 1].argmax()) for a in starts]
    inner = np.unique(np.array(found, dtype=np.intp))
    return inner[(inner > 0) & (inner < len(wave.v) - 1)]


def _vertices(v: Float, peaks: NDArray[np.intp]) -> tuple[Float, Float]:
    """Place (in samples) and height of the parabola through each peak and its neighbours."""
    left, top, right = v[peaks - 1], v[peaks], v[peaks + 1]
    bend = left - 2 * top + right
    shift = np.clip(0.5 * (left - right) / np.where(bend < 0, bend, -np.inf), -0.5, 0.5)
    return peaks + shift, top - 0.25 * (left - right) * shift


def _uniform(wave: Stretch, at: Float, y: Float) -> Stretch:
    """Values at places `at` (in samples) -> a uniform series over the whole stretch, flat beyond its ends."""
    grid = np.arange(0, len(wave.v), wave.fs_hz / SERIES_HZ)
    values = PchipInterpolator(at, y)(np.clip(grid, at[0], at[-1]))
    return Stretch(wave.t_s[0] + grid / wave.fs_hz, values, SERIES_HZ)
