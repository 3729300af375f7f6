"""Columns and channels -> rates: a device's own rate as it is, waves by their beats and breaths.

The waves go the way of the contact sensors of the public data sets (`vitals.evaluation.datasets.contact`):
beats of a pulse wave by its peaks, R peaks by the power at 8 to 20 Hz (Pan, Tompkins 1985), breaths by their
tops. A stretch in which intervals disagree with their neighbours is silence.
"""

from __future__ import annotations

import numpy as np

from vitals.errors import ReferenceFileError
from vitals.kind import Kind
from vitals.references.content import Content, Signal
from vitals.references.names import Column
from vitals.references.series import ReferenceSeries
from vitals.types import Float

EVERY_S = 1.0
"""A rate from a wave is given so often."""
EDGE_S = 2.0
"""At either end of a wave the filters have seen too little of it to time a beat."""
MIN_WAVE_HZ = 10.0
MIN_ECG_HZ = 50.0
"""Below, the QRS complex is not in the samples."""


def series(content: Content) -> tuple[ReferenceSeries, ...]:
    """The rates of a file; a column without a single value is left out.

    Raises:
        ReferenceFileError: There is no rate in any of its signals, or a value is none of a body.
    """
    found = tuple(s for signal in content.signals if (s := _series(signal, content)) is not None)
    if not found:
        names = " or ".join(signal.column.value for signal in content.signals)
        raise ReferenceFileError(f"there is no rate in {names}: give at least one value, or a clearer wave")
    return found


def _series(signal: Signal, content: Content) -> ReferenceSeries | None:
    kind = signal.column.kind
    t_s, value_bpm = _of_wave(signal) if signal.column.is_wave else _of_device(signal, kind)
    if not len(t_s):
        return None
    return ReferenceSeries(kind, t_s, value_bpm, signal.column.source, content.started_at, content.device)


def _of_device(signal: Signal, kind: Kind) -> tuple[Float, Float]:
    """Zero is what a device says that has lost the finger."""
    there = np.isfinite(signal.v) & (signal.v != 0)
    t_s, value_bpm = signal.t_s[there], signal.v[there]
    low, high = kind.range_bpm
    odd = np.flatnonzero((value_bpm < low) | (value_bpm > high))
    if len(odd):
        i = odd[0]
        raise ReferenceFileError(
            f"{signal.column.value} is {value_bpm[i]:g} at {t_s[i]:g} s: give {low:g} to {high:g} per minute "
            "(intervals between beats are not read)"
        )
    return t_s, value_bpm


def _of_wave(signal: Signal) -> tuple[Float, Float]:
    from vitals.evaluation.datasets import contact  # all data sets come with it: only where there is a wave

    _check_fast_enough(signal)
    rate_of = {
        Column.PPG: contact.heart_rate_of_pulse,
        Column.ECG: contact.heart_rate_of_ecg,
        Column.BELT: contact.breath_rate_of_wave,
    }[signal.column]
    found = rate_of(signal.t_s, signal.v)
    inner = (found.t_s >= signal.t_s[0] + EDGE_S) & (found.t_s <= signal.t_s[-1] - EDGE_S)
    return _each_second(found.t_s[inner], found.rate_bpm[inner])


def _check_fast_enough(signal: Signal) -> None:
    t_s = signal.t_s[np.isfinite(signal.v)]
    least_hz = {Column.ECG: MIN_ECG_HZ, Column.PPG: MIN_WAVE_HZ}.get(signal.column, 2.0)
    if len(t_s) < 2 or not t_s[-1] > t_s[0]:
        raise ReferenceFileError(f"the {signal.column.value} has {len(t_s)} samples: give 10 s or more")
    fs_hz = (len(t_s) - 1) / (t_s[-1] - t_s[0])
    if fs_hz < least_hz:
        raise ReferenceFileError(
            f"the {signal.column.value} has {fs_hz:.3g} samples per second: give {least_hz:g} or more"
        )


def _each_second(t_s: Float, rate_bpm: Float) -> tuple[Float, Float]:
    """Means over the seconds that end at whole ones; a second without a rate is left out."""
    there = np.isfinite(rate_bpm)
    end = np.ceil(t_s[there] / EVERY_S).astype(int)
    ends, which = np.unique(end, return_inverse=True)
    means = np.bincount(which, rate_bpm[there]) / np.maximum(np.bincount(which), 1)
    return ends * EVERY_S, means
