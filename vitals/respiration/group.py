"""Follows the breath rate of one group of series: the motions, or the modulations."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from vitals.limits import ESTIMATE_EVERY_S, RR_WINDOW_S
from vitals.respiration.conditioned import peak_share
from vitals.respiration.rate import TRACKER
from vitals.respiration.rates.counted import Counts, counted_near
from vitals.signals.spectrum import Spectrum
from vitals.types import Float

SERIES_HZ = 5.0
"""Rate of all series: four times the fastest breath and more (RRest)."""
SHORT_WINDOW_S = 16.0
WINDOWS_S = (SHORT_WINDOW_S, RR_WINDOW_S)
"""The short window follows, the long one tells close rates apart."""
MEMORY = 10
"""Readings that the confidence is averaged over."""
NOISE_MASS = 0.10
"""Confidence that noise alone earns (median over seeds)."""
FLAT_SHARE, LEAST_SAY = 0.5, 0.02
"""A spectrum has a say by how peaked it is (`vitals.respiration.conditioned`): a flat one next to none.
On made-up records 71 % of the pulse's rates are within 2/min with it, 67 % without."""
AGREE_BPM = 2.0
"""A count confirms the rate within this."""
MEAN_WITHIN_BPM = 3.0
"""The filter knows the rate best while a breath is steady, a count while it is not: this near, the mean of
both is nearer to the truth than either (made-up records: 92 % within 2/min against 91 and 82)."""
PAUSE = 2.2
"""Usual breaths that a pause lasts at least, with the breath before it. The filter tells how fast somebody
breathes who breathes; the rate of a window with a pause in it is lower."""


class Source(StrEnum):
    """Where a group of series comes from; each is calibrated by itself."""

    SHOULDERS = "shoulders"
    HEAD = "head"
    PULSE = "pulse"


@dataclass(frozen=True, slots=True)
class Group:
    """Series that show one breath, at `SERIES_HZ`."""

    source: Source
    t_s: Float
    """[N]"""
    series: Float
    """[N, S], breaths are counted in them."""
    spectra: tuple[Spectrum, ...]
    """The evidence, power [bins] or [K, bins]; it ends at the fastest breath that can show."""


@dataclass(frozen=True, slots=True)
class GroupState:
    """What one reading leaves to the next."""

    belief: Float
    masses: Float
    """[MEMORY], the newest last."""

    @classmethod
    def fresh(cls) -> GroupState:
        return cls(TRACKER.flat(), np.full(MEMORY, NOISE_MASS))

    def later(self, seconds: float) -> GroupState:
        forgotten = min(MEMORY, max(0, round(seconds / ESTIMATE_EVERY_S)))
        masses = np.append(self.masses[forgotten:], np.full(forgotten, NOISE_MASS))
        return GroupState(TRACKER.spread(self.belief, seconds), masses)


@dataclass(frozen=True, slots=True)
class GroupReading:
    """What a group of series says."""

    source: Source
    rate_bpm: float
    """Pauses counted in."""
    steady_bpm: float
    """How fast somebody breathes who breathes: what the filter follows."""
    interval_bpm: tuple[float, float]
    """Where the steady rate is with 90 % of the belief."""
    features: Float
    """[4], each 0..1: evidence near the rate, mean of the last readings; belief near the rate; share of the
    spectra that peak there; share of the series in which as many breaths are counted, pauses and all."""


def follow(group: Group | None, state: GroupState) -> tuple[GroupReading | None, GroupState]:
    """Follow the rate of a group up to the end of its series; no group leaves the state as it is."""
    if group is None:
        return None, state
    logs = np.concatenate([np.atleast_2d(TRACKER.log_share(spectrum)) for spectrum in group.spectra])
    peaked = np.concatenate([np.atleast_1d(peak_share(spectrum)) for spectrum in group.spectra])
    weights = TRACKER.weight * np.average(logs, axis=0, weights=np.maximum(peaked - FLAT_SHARE, LEAST_SAY))
    belief = TRACKER.update(state.belief, weights)
    rate_bpm = TRACKER.centre_bpm(belief)
    masses = np.append(state.masses[:-1], TRACKER.mass_near(weights, rate_bpm))
    counts = counted_near(group.series, SERIES_HZ, rate_bpm)
    counted_bpm = _with_counts(rate_bpm, counts)
    features = (
        masses.mean(),
        belief[np.abs(TRACKER.rates_bpm - rate_bpm) <= TRACKER.reach_bpm].sum(),
        _share_at(rate_bpm, TRACKER.rates_bpm[logs.argmax(axis=1)]),
        _share_at(counted_bpm, counts.passes_bpm),
    )
    interval_bpm = TRACKER.interval(belief)
    reading = GroupReading(group.source, counted_bpm, rate_bpm, interval_bpm, np.array(features))
    return reading, GroupState(belief, masses)


def _share_at(rate_bpm: float, found_bpm: Float) -> float:
    return float((np.abs(found_bpm - rate_bpm) <= AGREE_BPM).mean())


def _with_counts(rate_bpm: float, counts: Counts) -> float:
    """The rate of the filter, with what counting knows better: pauses, and breaths that are not even."""
    paused = (np.abs(counts.usual_bpm - rate_bpm) <= AGREE_BPM) & (counts.longest >= PAUSE)
    if 2 * paused.sum() >= len(paused):
        return float(np.median(counts.passes_bpm[paused]))
    near = counts.breaths_bpm[np.abs(counts.breaths_bpm - rate_bpm) <= MEAN_WITHIN_BPM]
    return float((rate_bpm + np.median(near)) / 2) if 2 * len(near) >= len(paused) else rate_bpm
