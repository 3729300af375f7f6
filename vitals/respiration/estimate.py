"""One step of the respiration chain: motions and modulations of the newest 30 s -> a rate or a reason."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vitals.limits import HR_MIN_BPM, RR_MAX_BPM
from vitals.respiration.fusion import fuse
from vitals.respiration.group import GroupState, follow
from vitals.respiration.modulations import modulations
from vitals.respiration.smart import SERIES
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
    """A rate or a reason, and the wave to draw."""

    rate: Rate
    wave: Stretch | None


def read(
    motions: list[Stretch], pulse_wave: Stretch, heart_bpm: float | None, state: BreathState
) -> tuple[BreathReading, BreathState]:
    """Follow the breath up to the end of the stretches, to which the state has already been brought.

    Args:
        motions: Shoulder series in pixels; empty where no shoulders are seen.
        pulse_wave: [N] of the trailing 30 s, its slow part still in it.
        heart_bpm: A heart rate that is believed; without it a pulse wave has no modulations.
    """
    found = {} if heart_bpm is None else modulations(pulse_wave, heart_bpm)
    series = [found[name] for name in SERIES if name in found]
    fastest = RR_MAX_BPM if heart_bpm is None else min(RR_MAX_BPM, np.floor(max(heart_bpm, HR_MIN_BPM) / 2))
    seen, motion = follow(motions, state.motion)
    felt, modulation = follow(series, state.modulation, fastest)
    return BreathReading(fuse(seen, felt), _wave(motions, series)), BreathState(motion, modulation)


def _wave(motions: list[Stretch], series: list[Stretch]) -> Stretch | None:
    for s in [*motions, *series]:
        if len(s.v) > 2 * s.fs_hz:
            return Stretch(s.t_s, bandpass(s.v, s.fs_hz, *DRAWN_BAND_HZ), s.fs_hz)
    return None
