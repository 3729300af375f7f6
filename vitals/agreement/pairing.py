"""Which value is compared with which: the one rule of the study's page, its archive and `manage.py evaluate`.

Whole sessions: the rate of the whole record against the session's reference value. That is the mean of the
values given for the whole session; where there are none, the mean of those with a time within it.

Windows: each second's rate from a full window (10 s heart rate, 30 s respiratory rate) against the mean of
the reference's values in that window. Only sessions whose reference has at least `MIN_TIMED` times count as a
series, windows without a value have no pair, and neither have windows that touch an excluded span.

A session that is excluded as a whole has no pair.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from vitals.agreement.pair import Pair
from vitals.kind import Kind
from vitals.limits import HR_WINDOW_S, RR_WINDOW_S
from vitals.types import Estimate, Float, Rate

WINDOW_S = {Kind.HEART_RATE: HR_WINDOW_S, Kind.RESPIRATORY_RATE: RR_WINDOW_S}
MIN_TIMED = 5
"""Fewer single values, typed in with a time, are no series."""
EDGE_S = 1e-3
"""Times are kept in milliseconds."""


@dataclass(frozen=True, slots=True)
class ReferenceValue:
    """One value of another device."""

    kind: Kind
    value_bpm: float
    t_s: float | None = None
    """Seconds from the first frame; None: about the whole session."""
    source: str = ""
    """How it was measured: a value of `vitals.references.Source`, or empty where somebody typed it in."""
    device: str = ""

    def __post_init__(self) -> None:
        if not 0 < self.value_bpm < math.inf:
            raise ValueError(f"a reference of {self.value_bpm} per minute: give a finite positive number")


@dataclass(frozen=True, slots=True)
class Compared:
    """One session with its references."""

    session: str
    subject: str
    duration_s: float
    heart_rate: Rate
    """Of the whole record."""
    respiratory_rate: Rate
    estimates: Sequence[Estimate]
    """Times from the first frame; may be empty where only whole sessions are compared."""
    references: Sequence[ReferenceValue]
    groups: Mapping[str, str] = field(default_factory=dict)
    excluded: bool = False
    excluded_spans: Sequence[tuple[float, float]] = ()
    """Start and end in seconds."""


def reference_bpm(references: Sequence[ReferenceValue], kind: Kind, duration_s: float) -> float | None:
    """The reference value of a whole session; None where there is none."""
    own = [r for r in references if r.kind is kind]
    whole = [r.value_bpm for r in own if r.t_s is None]
    inside = [r.value_bpm for r in own if r.t_s is not None and 0 <= r.t_s <= duration_s + EDGE_S]
    return float(np.mean(whole or inside)) if whole or inside else None


def whole_pairs(of: Compared) -> list[Pair]:
    """At most one of each kind."""
    found = []
    for kind, rate in ((Kind.HEART_RATE, of.heart_rate), (Kind.RESPIRATORY_RATE, of.respiratory_rate)):
        value = None if of.excluded else reference_bpm(of.references, kind, of.duration_s)
        if value is not None:
            found.append(_pair(of, kind, value, rate, None))
    return found


def window_pairs(of: Compared) -> list[Pair]:
    """One for each second with a full window and a reference in it."""
    if of.excluded:
        return []
    return [pair for kind in Kind for pair in _windows(of, kind)]


def _windows(of: Compared, kind: Kind) -> list[Pair]:
    timed = sorted((r.t_s, r.value_bpm) for r in of.references if r.kind is kind and r.t_s is not None)
    if len(timed) < MIN_TIMED:
        return []
    t_s, value_bpm = np.array(timed).T
    found = []
    for estimate in of.estimates:
        start_s, end_s = estimate.t_s - WINDOW_S[kind], estimate.t_s
        if start_s < -EDGE_S or _touches(of.excluded_spans, start_s, end_s):
            continue
        mean_bpm = _mean(t_s, value_bpm, start_s, end_s)
        if mean_bpm is not None:
            heart = kind is Kind.HEART_RATE
            rate = estimate.heart_rate if heart else estimate.respiratory_rate
            found.append(_pair(of, kind, mean_bpm, rate, end_s))
    return found


def _mean(t_s: Float, value_bpm: Float, start_s: float, end_s: float) -> float | None:
    """Of the values after the start up to the end; None without any."""
    inside = (t_s > start_s + EDGE_S) & (t_s <= end_s + EDGE_S)
    return float(value_bpm[inside].mean()) if inside.any() else None


def _touches(spans: Sequence[tuple[float, float]], start_s: float, end_s: float) -> bool:
    return any(start < end_s and end > start_s for start, end in spans)


def _pair(of: Compared, kind: Kind, value_bpm: float, rate: Rate, t_s: float | None) -> Pair:
    return Pair(kind, value_bpm, rate.value_bpm, of.subject, rate.withheld, of.session, t_s, dict(of.groups))
