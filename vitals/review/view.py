"""What the page of one session draws: colours, waves with their beats, spectrograms, motion.

A line has at most `MAX_POINTS` points; zooming asks for a span, which then has all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vitals import quality
from vitals.limits import HR_WINDOW_S
from vitals.review.beats import beat_times
from vitals.review.spectrogram import Spectrogram, spectrogram
from vitals.review.stretches import from_zero
from vitals.review.thin import MAX_POINTS, averaged, thinned
from vitals.review.waves import breath_waves, pulse_wave
from vitals.types import REGIONS, Estimate, Float, Trace, Wave

MOTION_S = 2.0
"""The speed of the face is a mean over so long."""


@dataclass(frozen=True, slots=True)
class Colours:
    """One region's mean colour; rows of NaN where it is not seen."""

    t_s: Float
    """[N]"""
    rgb: Float
    """[N, 3], 8-bit units"""


@dataclass(frozen=True, slots=True)
class MethodView:
    """What one pulse method makes of the session."""

    method: str
    pulse: Wave
    """Unit-free, systoles up; NaN in holes."""
    beat_s: Float
    """Times of the systoles, where there is a heart rate."""
    spectrogram: Spectrogram


@dataclass(frozen=True, slots=True)
class SessionView:
    """All of it. Times in seconds from the first frame."""

    duration_s: float
    span_s: tuple[float, float]
    """What the lines show; spectrograms and beats too."""
    colours: Mapping[str, Colours]
    """By region, the whole skin first; regions that are never seen are left out."""
    breath: Mapping[str, Wave]
    """By where the breath is seen ("shoulders", "head", "colour"), the surest first."""
    motion: Wave
    """Speed of the face in face sizes per second, once a second."""
    methods: tuple[MethodView, ...]


def view(
    trace: Trace,
    estimates: Sequence[Estimate],
    methods: Iterable[str],
    span_s: tuple[float, float] | None = None,
    most: int = MAX_POINTS,
) -> SessionView:
    """Look at stored signals.

    Args:
        estimates: The rates that are shown beside them, times from the first frame on.
        methods: Pulse methods, one for each pulse wave.
        span_s: Show only this; the waves are still made from the whole record.
        most: Points of a line.

    Raises:
        ValueError: A method is unknown, or the span is none.
        MethodError: A method needs second moments, and the trace has none.
    """
    trace = from_zero(trace)
    duration_s = float(trace.t_s[-1]) if len(trace) else 0.0
    start_s, end_s = span_s or (0.0, duration_s)
    if not start_s <= end_s:
        raise ValueError(f"a span from {start_s} to {end_s} s: give one that goes forward")
    span = (max(0.0, start_s), min(duration_s, end_s))
    t_s = np.array([e.t_s for e in estimates])
    heart = [e.heart_rate.value_bpm for e in estimates]
    heart_bpm = np.array([np.nan if bpm is None else bpm for bpm in heart])
    return SessionView(
        duration_s,
        span,
        _colours(trace.between(*span), most),
        {name: thinned(_part(wave, span), most) for name, wave in breath_waves(trace).items()},
        _motion(trace, span),
        tuple(_method(trace, name, t_s, heart_bpm, span, most) for name in methods),
    )


def _method(
    trace: Trace, method: str, t_s: Float, heart_bpm: Float, span: tuple[float, float], most: int
) -> MethodView:
    wave = pulse_wave(trace, method)
    beat_s = beat_times(wave, t_s, heart_bpm)
    inside = (beat_s >= span[0]) & (beat_s <= span[1])
    power = spectrogram(_part(wave, (span[0] - HR_WINDOW_S, span[1])))
    return MethodView(method, thinned(_part(wave, span), most), beat_s[inside], power)


def _colours(trace: Trace, most: int) -> dict[str, Colours]:
    found = {}
    for r, name in enumerate(REGIONS):
        if np.isfinite(trace.rgb[:, r]).any():
            found[name] = Colours(*averaged(trace.t_s, trace.rgb[:, r], most))
    return found


def _motion(trace: Trace, span: tuple[float, float]) -> Wave:
    ends_s = np.arange(max(MOTION_S, np.ceil(span[0])), span[1] + 1e-9)
    speeds = [quality.conditions(trace, float(t_s), MOTION_S).face_speed for t_s in ends_s]
    return Wave(ends_s, np.array(speeds, dtype=float))


def _part(wave: Wave, span: tuple[float, float]) -> Wave:
    first, last = np.searchsorted(wave.t_s, span[0], "left"), np.searchsorted(wave.t_s, span[1], "right")
    return Wave(wave.t_s[first:last], wave.v[first:last])
