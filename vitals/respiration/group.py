"""Follows the breath rate of one group of series: the motions, or the modulations."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vitals.limits import ESTIMATE_EVERY_S, RR_MAX_BPM
from vitals.respiration.rate import SHORT_WINDOW_S, TRACKER, counted_bpm, evidence
from vitals.signals.resample import Stretch
from vitals.types import Float

MEMORY = 10
"""Readings that the confidence is averaged over."""
NOISE_MASS = 0.10
"""Confidence that noise alone earns (median over seeds)."""
CLEAN_MASS = 0.30
"""Confidence of a pure sine."""
AGREE_BPM = 3.0
"""Counting confirms the spectrum within this."""


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

    rate_bpm: float
    quality: float
    """0..1: where the confidence stands between noise and a pure sine."""
    counted: bool
    """Whether counting breaths gives the same rate in at least half of the series."""


def follow(
    group: list[Stretch], state: GroupState, high_bpm: float = RR_MAX_BPM
) -> tuple[GroupReading | None, GroupState]:
    """Follow the rate; series shorter than the short window say nothing.

    `high_bpm` is the fastest breath that the series can show.
    """
    if not group or min(s.duration_s for s in group) < SHORT_WINDOW_S - 1 / group[0].fs_hz:
        return None, state
    weights = evidence(group, high_bpm)
    belief = TRACKER.update(state.belief, weights)
    rate = TRACKER.centre_bpm(belief)
    masses = np.append(state.masses[:-1], TRACKER.mass_near(weights, rate))
    quality = float(np.clip((masses.mean() - NOISE_MASS) / (CLEAN_MASS - NOISE_MASS), 0, 1))
    counts = [counted_bpm(series, rate) for series in group]
    confirmed = sum(count is not None and abs(count - rate) <= AGREE_BPM for count in counts)
    return GroupReading(rate, quality, 2 * confirmed >= len(counts)), GroupState(belief, masses)
