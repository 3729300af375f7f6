"""One step of the heart-rate chain: waves of the newest seconds + what was believed -> a reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vitals import pulse
from vitals.heart_rate.emission import CORNER_HZ, SHORT_S, TRACKER, emission
from vitals.heart_rate.harmonics import fundamental_bpm, prefer
from vitals.limits import ESTIMATE_EVERY_S, HR_WINDOW_S
from vitals.pulse.segments import SEGMENT_S
from vitals.signals.detrend import detrend
from vitals.signals.resample import Stretch
from vitals.signals.snr import snr_db
from vitals.types import Float

CONTEXT_S = HR_WINDOW_S + SEGMENT_S
"""How much of the trace one reading looks at: the window and one segment more, so that it starts whole."""
MEMORY = 8
"""Readings that the confidence is averaged over."""
PATCH_WEIGHT = 0.5
"""Of a patch's evidence against that of the whole skin: it has fewer pixels, so more noise of its own."""
NOISE_MASS = 0.073
"""Confidence that camera noise alone earns (median over seeds, all methods alike)."""
CLEAN_MASS = 0.30
"""Confidence of a noise-free pulse, fundamental and harmonic."""


@dataclass(frozen=True, slots=True)
class HeartState:
    """What one reading leaves to the next."""

    belief: Float
    """Probability of each rate of the tracker."""
    masses: Float
    """[MEMORY], the newest last: share of the emission near the rate that was read, one per second."""

    @classmethod
    def fresh(cls) -> HeartState:
        return cls(TRACKER.flat(), np.full(MEMORY, NOISE_MASS))

    def later(self, seconds: float) -> HeartState:
        """The same after `seconds` that were not seen; what is missing counts as noise."""
        forgotten = min(MEMORY, max(0, round(seconds / ESTIMATE_EVERY_S)))
        masses = np.append(self.masses[forgotten:], np.full(forgotten, NOISE_MASS))
        return HeartState(TRACKER.spread(self.belief, seconds), masses)


@dataclass(frozen=True, slots=True)
class PulseReading:
    """What the newest seconds say, before it is judged."""

    rate_bpm: float
    quality: float
    """0..1: where the confidence stands between camera noise and a clean pulse."""
    snr_db: float
    wave: Stretch
    """The trailing window of the method's wave, unit-free, systoles up."""


def read(
    rgb: Stretch, state: HeartState, method: str, patches: Sequence[Stretch] = ()
) -> tuple[PulseReading | None, HeartState]:
    """Follow the rate to the end of `rgb`, to which `state.later` has already brought the state.

    Args:
        rgb: [N, 3] of the whole skin in 8-bit units, about `CONTEXT_S` long; less than the shorter
            window says nothing.
        state: What the reading before has left.
        method: A name in `vitals.pulse.METHODS`, or `CONTACT`.
        patches: The same for parts of the skin, as many as are seen. The pulse is in all of them, noise
            and a moving shadow are not: their evidence is averaged with that of the whole.
    """
    if rgb.duration_s < SHORT_S - 1 / rgb.fs_hz:
        return None, state
    parts = pulse.waves(method, rgb.v, rgb.fs_hz)
    local = [emission(pulse.waves(method, patch.v, patch.fs_hz), patch.fs_hz) for patch in patches]
    shares = [1.0] + [PATCH_WEIGHT] * len(local)
    weights = np.asarray(np.average([emission(parts, rgb.fs_hz), *local], axis=0, weights=shares))
    slow = fundamental_bpm(parts, rgb.fs_hz)
    if slow is not None:
        weights = prefer(weights, slow)
    belief = TRACKER.update(state.belief, weights)
    rate = TRACKER.centre_bpm(belief)
    masses = np.append(state.masses[:-1], TRACKER.mass_near(weights, rate))
    wave = _wave(parts, rgb)
    reading = PulseReading(rate, _quality(masses), snr_db(wave.v, wave.fs_hz, rate), wave)
    return reading, HeartState(belief, masses)


def _quality(masses: Float) -> float:
    return float(np.clip((masses.mean() - NOISE_MASS) / (CLEAN_MASS - NOISE_MASS), 0, 1))


def _wave(parts: list[Float], rgb: Stretch) -> Stretch:
    flat = detrend(pulse.combined(parts), rgb.fs_hz, CORNER_HZ)
    return Stretch(rgb.t_s, flat, rgb.fs_hz).last(HR_WINDOW_S)
