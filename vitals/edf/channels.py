"""The channels of a session, evenly sampled from its first frame to a whole second after its last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from edfio import EdfSignal

from vitals.limits import RESAMPLE_HZ
from vitals.review.stretches import laid, unbroken
from vitals.review.waves import BREATH_HZ, breath_waves, pulse_wave
from vitals.types import Estimate, Float, Trace

RATE_HZ = 1.0
HR_RANGE_BPM = (0.0, 300.0)
RR_RANGE_BPM = (0.0, 100.0)
COLOUR_RANGE = (0.0, 255.0)
WAVE_LIMIT = 10.0
"""Of a pulse wave, in its standard deviations; what is larger is a jolt and is cut."""
UNITS = {"colour": "8bit", "rate": "/min", "pixels": "px", "none": ""}


def channels(trace: Trace, estimates: Sequence[Estimate], method: str, seconds: int) -> Iterator[EdfSignal]:
    """Every channel has `seconds` of samples; 0 is where there is none, and an annotation says why.

    Args:
        trace: With its first sample at 0 s; it may be empty, then there are only the rates.
        estimates: One a second, times from the first frame on.
        method: Of the pulse wave.
    """
    if len(trace):
        yield from _colours(trace, seconds)
        yield _pulse(trace, method, seconds)
        yield from _breath(trace, method, seconds)
    rows = [(e.t_s, e.heart_rate.value_bpm, e.heart_rate.quality) for e in estimates]
    yield _each_second("HR camera", "/min", HR_RANGE_BPM, [row[:2] for row in rows], seconds)
    yield _each_second("HR quality", "", (0.0, 1.0), [row[::2] for row in rows], seconds)
    rows = [(e.t_s, e.respiratory_rate.value_bpm, e.respiratory_rate.quality) for e in estimates]
    yield _each_second("RR camera", "/min", RR_RANGE_BPM, [row[:2] for row in rows], seconds)
    yield _each_second("RR quality", "", (0.0, 1.0), [row[::2] for row in rows], seconds)


def _colours(trace: Trace, seconds: int) -> Iterator[EdfSignal]:
    count = round(seconds * RESAMPLE_HZ)
    parts = list(unbroken(trace.t_s, trace.rgb[:, 0]))
    for c, name in enumerate("RGB"):
        v = laid(count, [(place, even.v[:, c]) for place, even in parts])
        yield _signal(f"Skin {name}", "8bit", COLOUR_RANGE, v, RESAMPLE_HZ, "Camera, mean of the face's skin")


def _pulse(trace: Trace, method: str, seconds: int) -> EdfSignal:
    wave = _filled(pulse_wave(trace, method).v, round(seconds * RESAMPLE_HZ))
    return _signal("Pulse wave", "", (-WAVE_LIMIT, WAVE_LIMIT), wave, RESAMPLE_HZ, f"Camera, method {method}")


def _breath(trace: Trace, method: str, seconds: int) -> Iterator[EdfSignal]:
    """The surest source that is seen."""
    for source, wave in breath_waves(trace, method).items():
        v = _filled(wave.v, round(seconds * BREATH_HZ))
        limit = float(f"{np.nanmax(np.abs(v)):.3g}") * 1.01
        unit = "" if source == "colour" else "px"
        yield _signal("Breath wave", unit, (-limit, limit), v, BREATH_HZ, f"Camera, {source}")
        return


def _each_second(
    label: str, unit: str, limits: tuple[float, float], rows: list[tuple[float, float | None]], seconds: int
) -> EdfSignal:
    """Sample k is what was known at k seconds."""
    v = np.full(seconds, np.nan)
    for t_s, value in rows:
        if 0 <= round(t_s) < seconds and value is not None:
            v[round(t_s)] = value
    return _signal(label, unit, limits, v, RATE_HZ, "Camera")


def _filled(v: Float, count: int) -> Float:
    """As long as the recording."""
    return np.concatenate((v, np.full(count, np.nan)))[:count]


def _signal(
    label: str, unit: str, limits: tuple[float, float], v: Float, fs_hz: float, source: str
) -> EdfSignal:
    clipped = np.clip(np.nan_to_num(v, nan=0.0), *limits)
    return EdfSignal(
        clipped, fs_hz, label=label, physical_dimension=unit, physical_range=limits, transducer_type=source
    )
