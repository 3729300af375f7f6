"""Beat times and inter-beat intervals (IBI) of a pulse wave.

A camera at 30 fps has a sample every 33 ms, which is more than what intervals vary at rest: the wave is
put on a grid of at least 100 Hz by a cubic spline, and each systole is placed by the parabola through
its top. An interval counts if it lies between 0.6 and 1.8 periods (prpy, `detect_valid_peaks`).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import CubicSpline
from scipy.signal import find_peaks

from vitals.signals.resample import Stretch
from vitals.types import Float

FINE_HZ = 120.0
MIN_PERIODS, MAX_PERIODS = 0.6, 1.8
"""A shorter interval has a notch for a beat, a longer one has lost a beat."""


@dataclass(frozen=True, slots=True)
class Beats:
    """Beats in order of time."""

    t_s: Float
    """[B], seconds."""
    ibi_s: Float
    """[B - 1], from one to the next."""
    valid: NDArray[np.bool_]
    """[B - 1], whether an interval is one beat long."""

    @property
    def rate_bpm(self) -> float:
        """60 over the median of the valid intervals; NaN without any."""
        intervals = self.ibi_s[self.valid]
        return float(60 / np.median(intervals)) if len(intervals) else float("nan")


def beats(wave: Stretch, rate_bpm: float) -> Beats:
    """The beats of a wave [N] (systoles up, band-passed) whose rate is about `rate_bpm`."""
    fine = _fine(wave)
    period_s = 60 / rate_bpm
    tops = find_peaks(
        fine.v, height=fine.v.mean(), distance=max(1, round(MIN_PERIODS * period_s * fine.fs_hz))
    )[0]
    t_s = fine.t_s[tops] + _offsets(fine.v, tops) / fine.fs_hz
    ibi_s = np.diff(t_s)
    valid = (ibi_s > MIN_PERIODS * period_s) & (ibi_s < MAX_PERIODS * period_s)
    return Beats(t_s, ibi_s, valid)


def _fine(wave: Stretch) -> Stretch:
    """The same wave on a grid of at least `FINE_HZ`."""
    steps = int(np.ceil(FINE_HZ / wave.fs_hz))
    if steps <= 1 or len(wave.v) < 4:
        return wave
    t_s = wave.t_s[0] + np.arange((len(wave.v) - 1) * steps + 1) / (steps * wave.fs_hz)
    return Stretch(t_s, CubicSpline(wave.t_s, wave.v)(t_s), steps * wave.fs_hz)


def _offsets(v: Float, tops: NDArray[np.intp]) -> Float:
    """Where the parabola through a top and its neighbours is highest, in samples from the top."""
    left, top, right = v[tops - 1], v[tops], v[tops + 1]
    bend = left - 2 * top + right
    return np.asarray(np.divide(0.5 * (left - right), bend, out=np.zeros(len(tops)), where=bend < 0))
