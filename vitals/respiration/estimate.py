"""One step of the respiration chain: the body and the pulse of the newest 30 s -> a rate or a reason."""

from __future__ import annotations

from dataclasses import dataclass

from vitals.respiration import modulations, motion
from vitals.respiration.fusion import Fused, fuse
from vitals.respiration.group import SERIES_HZ, Group, GroupState, follow
from vitals.respiration.motion import Body
from vitals.signals.bandpass import bandpass
from vitals.signals.resample import Stretch
from vitals.types import Rate

DRAWN_BAND_HZ = (0.08, 1.0)


@dataclass(frozen=True, slots=True)
class BreathState:
    """What one reading leaves to the next."""

    motion: GroupState
    modulation: GroupState

    @classmethod
    def fresh(cls) -> BreathState:
        return cls(GroupState.fresh(), GroupState.fresh())

    def later(self, seconds: float) -> BreathState:
        """The same after `seconds` that were not seen."""
        return BreathState(self.motion.later(seconds), self.modulation.later(seconds))


@dataclass(frozen=True, slots=True)
class BreathReading:
    """A rate or a reason, what is behind it, and the wave to draw."""

    rate: Rate
    fused: Fused
    wave: Stretch | None

    @property
    def candidate_bpm(self) -> float | None:
        """The rate that would be shown were nothing withheld."""
        return self.fused.rate_bpm

    @property
    def interval_bpm(self) -> tuple[float, float] | None:
        """Where the rate is with 90 % of the belief of the likelier source."""
        return self.fused.leading.interval_bpm if self.fused.leading else None


def read(
    seen: Body, pulse_wave: Stretch, heart_bpm: float | None, state: BreathState
) -> tuple[BreathReading, BreathState]:
    """Follow the breath up to the end of the stretches, to which the state has already been brought.

    Args:
        seen: Shoulders and head.
        pulse_wave: [N] of the trailing 30 s, its slow part still in it.
        heart_bpm: The heart rate; without it a pulse wave has no modulations.
    """
    moving, felt = motion.group(seen), None
    if heart_bpm is not None:
        felt = modulations.group(modulations.modulations(pulse_wave, heart_bpm), heart_bpm)
    by_motion, motion_state = follow(moving, state.motion)
    by_pulse, pulse_state = follow(felt, state.modulation)
    fused = fuse(by_motion, by_pulse)
    reading = BreathReading(fused.rate(), fused, _wave(moving or felt))
    return reading, BreathState(motion_state, pulse_state)


def _wave(shown: Group | None) -> Stretch | None:
    if shown is None:
        return None
    return Stretch(shown.t_s, bandpass(shown.series[:, -1], SERIES_HZ, *DRAWN_BAND_HZ), SERIES_HZ)
