"""One respiratory rate from motion and modulations, or a reason.

Motion comes first: it is the breath itself. Modulations are a trace of it in the pulse. Two that
agree are averaged; two that do not are shown only if one is clearly better.
"""

from __future__ import annotations

from vitals.respiration.group import AGREE_BPM, GroupReading
from vitals.types import Rate
from vitals.withheld import Withheld

MOTION_BAR = 0.30
MODULATION_BAR = 0.35
"""Quality from which a group is believed; noise rarely reaches it, and a pulse without breath is closer
to one with it than still shoulders are to breathing ones (docs/signals.md)."""
CLEARLY_BETTER = 1.5
"""Ratio of qualities at which one of two that disagree is believed."""


def fuse(motion: GroupReading | None, modulation: GroupReading | None) -> Rate:
    """The rate that the groups support."""
    seen = _believed(motion, MOTION_BAR)
    felt = _believed(modulation, MODULATION_BAR)
    if seen is None or felt is None:
        one = seen or felt
        return Rate.none(Withheld.NO_BREATH, _best(motion, modulation)) if one is None else _answer(one)
    if abs(seen.rate_bpm - felt.rate_bpm) <= AGREE_BPM:
        return _mean(seen, felt)
    if seen.quality >= CLEARLY_BETTER * felt.quality:
        return _answer(seen)
    if felt.quality >= CLEARLY_BETTER * seen.quality:
        return _answer(felt)
    return Rate.none(Withheld.METHODS_DISAGREE, max(seen.quality, felt.quality))


def _believed(reading: GroupReading | None, bar: float) -> GroupReading | None:
    return reading if reading is not None and reading.counted and reading.quality >= bar else None


def _answer(reading: GroupReading) -> Rate:
    return Rate.answered(reading.rate_bpm, reading.quality)


def _mean(a: GroupReading, b: GroupReading) -> Rate:
    weight = a.quality / (a.quality + b.quality)
    return Rate.answered(weight * a.rate_bpm + (1 - weight) * b.rate_bpm, max(a.quality, b.quality))


def _best(*readings: GroupReading | None) -> float:
    return max((r.quality for r in readings if r is not None), default=0.0)
