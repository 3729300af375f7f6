"""One step of the heart-rate chain: waves of the newest seconds + what was believed -> a reading."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vitals import pulse
from vitals.heart_rate import confidence
from vitals.heart_rate.emission import CORNER_HZ, SHORT_S, TRACKER, emission
from vitals.heart_rate.harmonics import fundamental_bpm, prefer
from vitals.heart_rate.steps import cleared, motion_lines_bpm
from vitals.limits import HR_WINDOW_S
from vitals.pulse.segments import SEGMENT_S
from vitals.quality.colour import movement
from vitals.signals.detrend import detrend
from vitals.signals.resample import Stretch
from vitals.signals.snr import snr_db
from vitals.types import Float

CONTEXT_S = HR_WINDOW_S + SEGMENT_S
"""How much of the trace one reading looks at: the window and one segment more, so that it starts whole."""
PATCH_WEIGHT = 0.5
"""Of a patch's evidence against that of the whole skin: it has fewer pixels, so more noise of its own."""
RESTLESS = 0.01
"""Movement (relative colour) at which a second counts half; a pulse alone has 0.002 to 0.005."""


@dataclass(frozen=True, slots=True)
class HeartState:
    """What one reading leaves to the next."""

    belief: Float
    """Probability of each rate of the tracker."""
    memory: Float
    """What the witnesses have seen (`confidence`)."""

    @classmethod
    def fresh(cls) -> HeartState:
        return cls(TRACKER.flat(), confidence.EMPTY)

    def later(self, seconds: float) -> HeartState:
        """The same after `seconds` that were not seen."""
        return HeartState(TRACKER.spread(self.belief, seconds), confidence.forgotten(self.memory, seconds))


@dataclass(frozen=True, slots=True)
class PulseReading:
    """What the newest seconds say, before it is judged."""

    rate_bpm: float
    interval_bpm: tuple[float, float]
    """Holds 90 % of the belief."""
    quality: float
    """Calibrated probability of `rate_bpm` being within 5/min."""
    snr_db: float
    wave: Stretch
    """The trailing window of the method's wave, unit-free, systoles up."""
    moving: bool
    """Whether the body moves in time, so that a heart of that rate could not be told from it."""


def read(
    rgb: Stretch, state: HeartState, method: str, patches: Sequence[Stretch] = ()
) -> tuple[PulseReading | None, HeartState]:
    """Follow the rate to the end of `rgb`, to which `state.later` has already brought the state.

    Args:
        rgb: [N, 3] of the whole skin in 8-bit units (or what the method needs, `pulse.skin_columns`), about
            `CONTEXT_S` long; less than the shorter window says nothing.
        state: What the reading before has left.
        method: A name in `vitals.pulse.METHODS`, or `CONTACT`.
        patches: The same for parts of the skin, as many as are seen. The pulse is in all of them, noise
            and a moving shadow are not: their evidence is averaged with that of the whole.
    """
    if rgb.duration_s < SHORT_S - 1 / rgb.fs_hz:
        return None, state
    parts = pulse.waves(method, rgb.v, rgb.fs_hz)
    second = confidence.witness(method, rgb.v)
    followed, seen = _evidence(parts, second, rgb, method, patches)
    lines = [] if second is None else motion_lines_bpm(rgb.v[:, :3], rgb.fs_hz)
    followed, seen = cleared(followed, lines), cleared(seen, lines)
    moved = 0.0 if second is None else movement(rgb.last(HR_WINDOW_S).v[:, :3], rgb.fs_hz)
    belief = TRACKER.update(state.belief, followed, trust(moved))
    rate = TRACKER.centre_bpm(belief)
    memory = confidence.remembered(
        state.memory, TRACKER.mass_near(followed, rate), TRACKER.mass_near(seen, rate)
    )
    wave = _wave(parts, rgb)
    reading = PulseReading(
        rate_bpm=rate,
        interval_bpm=TRACKER.interval(belief),
        quality=confidence.probability(memory, method if second else pulse.CONTACT),
        snr_db=snr_db(wave.v, wave.fs_hz, rate),
        wave=wave,
        moving=bool(lines),
    )
    return reading, HeartState(belief, memory)


def _evidence(
    parts: list[Float], second: str | None, rgb: Stretch, method: str, patches: Sequence[Stretch]
) -> tuple[Float, Float]:
    """Log-weights [rates] of what is followed (the whole skin and its patches) and of the second witness."""
    waves, weights = list(parts), [1.0 / len(parts)] * len(parts)
    for patch in patches:
        local = pulse.waves(method, patch.v, patch.fs_hz)
        waves, weights = waves + local, weights + [PATCH_WEIGHT / len(local)] * len(local)
    witnesses = [] if second is None else pulse.waves(second, rgb.v[:, :3], rgb.fs_hz)
    n = min(len(wave) for wave in waves)
    each = emission(np.array([wave[-n:] for wave in (*waves, *witnesses)]), rgb.fs_hz)
    followed = np.asarray(np.average(each[: len(waves)], axis=0, weights=weights))
    seen = np.asarray(each[len(waves) :].mean(axis=0)) if witnesses else followed
    slow = fundamental_bpm(parts, rgb.fs_hz)
    return (followed, seen) if slow is None else (prefer(followed, slow), prefer(seen, slow))


def trust(moved: float, restless: float = RESTLESS) -> float:
    """What a second counts, 0..1: what strong movement (`quality.colour.movement`) shows is not the heart."""
    return 1 / (1 + (moved / restless) ** 2)


def _wave(parts: list[Float], rgb: Stretch) -> Stretch:
    flat = detrend(pulse.combined(parts), rgb.fs_hz, CORNER_HZ)
    return Stretch(rgb.t_s, flat, rgb.fs_hz).last(HR_WINDOW_S)
