"""Pulse and breath of a whole record as waves, on an even grid from its first sample on.

The methods are those of the monitor, run over each unbroken stretch at once and not over the trailing
seconds: so a wave has no seams, and methods that look at all samples together (PCA, ICA, OMIT) may differ
in detail from the wave of a moment. This is for looking; rates come from `vitals.monitor`.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import numpy as np

from vitals import pulse
from vitals.heart_rate.emission import CORNER_HZ
from vitals.limits import RESAMPLE_HZ, RR_MAX_BPM
from vitals.pulse.segments import SEGMENT_S
from vitals.review.stretches import grid_s, laid, unbroken
from vitals.signals.bandpass import bandpass
from vitals.signals.detrend import detrend
from vitals.types import Float, Trace, Wave

BREATH_HZ = 10.0
BREATH_BAND_HZ = (0.08, RR_MAX_BPM / 60)
MIN_BREATH_S = 10.0
"""A shorter stretch shows no breath."""
SHOULDERS, HEAD, COLOUR = "shoulders", "head", "colour"
"""Where a breath wave comes from, the surest first."""


def pulse_wave(trace: Trace, method: str) -> Wave:
    """The method's pulse wave at `RESAMPLE_HZ`, unit-free, systoles up; NaN in holes.

    Args:
        trace: With its first sample at 0 s.
        method: A name in `vitals.pulse.METHODS`, or `CONTACT`.

    Raises:
        ValueError: The method is unknown.
        MethodError: It needs second moments, and the trace has none.
    """
    t_s = grid_s(_duration_s(trace))
    columns = pulse.skin_columns(method, trace)
    parts = []
    for place, even in unbroken(trace.t_s, columns):
        if even.duration_s >= SEGMENT_S:
            wave = pulse.combined(pulse.waves(method, even.v, even.fs_hz))
            parts.append((place, detrend(wave, even.fs_hz, CORNER_HZ)))
    return Wave(t_s, laid(len(t_s), parts))


def breath_waves(trace: Trace, method: str = pulse.DEFAULT_METHOD) -> dict[str, Wave]:
    """The breath at `BREATH_HZ` by where it is seen, the surest source first; NaN in holes.

    Shoulders and head in pixels, up is breathing in; colour in shares of the skin's mean. A source that is
    seen nowhere is left out.
    """
    found = {
        SHOULDERS: _slow(trace, trace.rise_px, _as_it_is),
        HEAD: _slow(trace, trace.head_px, _as_it_is),
        COLOUR: _slow(trace, trace.rgb[:, 0], partial(pulse.slow_wave, method)),
    }
    return {name: wave for name, wave in found.items() if np.isfinite(wave.v).any()}


def _slow(trace: Trace, v: Float, wave_of: Callable[[Float], Float]) -> Wave:
    t_s = grid_s(_duration_s(trace), BREATH_HZ)
    step = round(RESAMPLE_HZ / BREATH_HZ)
    parts = []
    for place, even in unbroken(trace.t_s, v):
        if even.duration_s >= MIN_BREATH_S and np.ptp(even.v, axis=0).max() > 0:
            first = -place.start % step
            slow = bandpass(wave_of(even.v), even.fs_hz, *BREATH_BAND_HZ)[first::step]
            start = (place.start + first) // step
            parts.append((slice(start, start + len(slow)), slow))
    return Wave(t_s, laid(len(t_s), parts))


def _as_it_is(v: Float) -> Float:
    return v


def _duration_s(trace: Trace) -> float:
    return float(trace.t_s[-1]) if len(trace) else 0.0
