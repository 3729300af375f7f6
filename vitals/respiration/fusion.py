"""One respiratory rate from motion and modulations, or a reason.

Motion is the breath itself, modulations are a trace of it in the pulse; they err independently. Each
comes with its calibrated probability of being within 2/min, and the rules of probability do the rest:
two that agree confirm each other, since two wrong rates would rarely meet; of two that disagree at most
one is right.
"""

from __future__ import annotations

from dataclasses import dataclass

from vitals.respiration.group import GroupReading, Source
from vitals.respiration.probability import probability
from vitals.types import Rate
from vitals.withheld import Withheld

BAR = 0.8
"""Probability from which a rate is shown."""
AGREE_BPM = 2.0
SMALL = 1e-9
MEETING = {Source.SHOULDERS: 0.1, Source.HEAD: 0.5}
"""Probability that a wrong rate of the pulse lies within `AGREE_BPM` of a wrong one of that source. By
chance, for shoulders; but a head that moves changes the colour of its skin as well."""


@dataclass(frozen=True, slots=True)
class Fused:
    """The likelier rate, and how likely it is within 2/min."""

    leading: GroupReading | None
    """The likelier of both."""
    rate_bpm: float | None
    probability: float
    motion: GroupReading | None
    modulation: GroupReading | None
    disagree: bool = False
    """Whether motion and modulations, each believable alone, tell different rates."""

    def rate(self) -> Rate:
        """What may be shown of it."""
        if self.rate_bpm is not None and self.probability >= BAR:
            return Rate.answered(self.rate_bpm, self.probability)
        reason = Withheld.METHODS_DISAGREE if self.disagree else Withheld.NO_BREATH
        return Rate.none(reason, self.probability)


def fuse(motion: GroupReading | None, modulation: GroupReading | None) -> Fused:
    """The rate that the groups support."""
    if motion is None or modulation is None:
        return _alone(motion, modulation)
    p, q = probability(motion), probability(modulation)
    likelier, other, leading = (p, q, motion) if p >= q else (q, p, modulation)
    if abs(motion.steady_bpm - modulation.steady_bpm) <= AGREE_BPM:
        rate_bpm = _together(motion, p, modulation, q)
        both_wrong = (1 - p) * (1 - q) * MEETING[motion.source]
        return Fused(leading, rate_bpm, p * q / max(p * q + both_wrong, SMALL), motion, modulation)
    alone = likelier * (1 - other) / (1 - p * q)
    disagree = likelier >= BAR and other >= 1 - BAR
    return Fused(leading, leading.rate_bpm, alone, motion, modulation, disagree)


def _together(motion: GroupReading, p: float, modulation: GroupReading, q: float) -> float:
    """The mean by probability; where only one has noticed a pause, shoulders know better than a pulse."""
    if abs(motion.rate_bpm - modulation.rate_bpm) > AGREE_BPM and motion.source is Source.SHOULDERS:
        return motion.rate_bpm
    return (p * motion.rate_bpm + q * modulation.rate_bpm) / max(p + q, SMALL)


def _alone(motion: GroupReading | None, modulation: GroupReading | None) -> Fused:
    one = motion or modulation
    if one is None:
        return Fused(None, None, 0.0, None, None)
    return Fused(one, one.rate_bpm, probability(one), motion, modulation)
