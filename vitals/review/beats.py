"""The beats of a whole record, where it has a heart rate to look for them by."""

from __future__ import annotations

import numpy as np

from vitals.heart_rate.beats import MIN_PERIODS, beats
from vitals.limits import HR_WINDOW_S, RESAMPLE_HZ
from vitals.signals.bandpass import bandpass
from vitals.signals.resample import Stretch
from vitals.types import Float, Wave

BLOCK_S = 5.0
MARGIN_S = 2.5
"""Of the wave either side of a block, so that no peak is at an edge."""
BAND_HZ = (0.7, 4.0)


def beat_times(wave: Wave, t_s: Float, heart_bpm: Float) -> Float:
    """Times of the systoles of a pulse wave on an even grid with NaN in its holes.

    A beat is told only where the rates say that there is a pulse: a wave of noise has peaks too.

    Args:
        t_s: [E] ends of the windows of the rates.
        heart_bpm: [E]; NaN where withheld.
    """
    found = [
        part
        for stretch in _stretches(wave)
        for start_s in np.arange(stretch.t_s[0], stretch.t_s[-1], BLOCK_S)
        for part in [_of_block(stretch, start_s, t_s, heart_bpm)]
    ]
    return _apart(np.concatenate(found)) if found else np.zeros(0)


def _stretches(wave: Wave) -> list[Stretch]:
    there = np.flatnonzero(np.isfinite(wave.v))
    parts = np.split(there, np.flatnonzero(np.diff(there) > 1) + 1) if len(there) else []
    least = round(2 * MARGIN_S * RESAMPLE_HZ)
    return [
        Stretch(wave.t_s[p], bandpass(wave.v[p], RESAMPLE_HZ, *BAND_HZ), RESAMPLE_HZ)
        for p in parts
        if len(p) >= least
    ]


def _of_block(stretch: Stretch, start_s: float, t_s: Float, heart_bpm: Float) -> Float:
    """Of the windows that hold the block, the middle rate."""
    holding = (t_s >= start_s) & (t_s <= start_s + HR_WINDOW_S) & np.isfinite(heart_bpm)
    if not holding.any():
        return np.zeros(0)
    near = (stretch.t_s >= start_s - MARGIN_S) & (stretch.t_s < start_s + BLOCK_S + MARGIN_S)
    if near.sum() < MARGIN_S * RESAMPLE_HZ:
        return np.zeros(0)
    section = Stretch(stretch.t_s[near], stretch.v[near], stretch.fs_hz)
    at_s = beats(section, float(np.median(heart_bpm[holding]))).t_s
    return np.asarray(at_s[(at_s >= start_s) & (at_s < start_s + BLOCK_S)])


def _apart(beat_s: Float) -> Float:
    """One that two blocks have found at their common edge is one."""
    gaps = np.diff(beat_s, prepend=-np.inf)
    usual = float(np.median(np.diff(beat_s))) if len(beat_s) > 1 else 0.0
    return np.asarray(beat_s[gaps >= MIN_PERIODS * usual / 2])
