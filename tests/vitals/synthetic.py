"""A person in front of a camera, as a trace with known rates: what the truth tests measure."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vitals.pulse.pbv import SIGNATURE
from vitals.types import REGIONS, ROW_LENGTH, ROW_LENGTH_1, ROW_LENGTH_2, Float, Trace

SKIN = np.array([180.0, 130.0, 110.0])
TEXTURE = np.outer(SKIN, SKIN) * (1 + 0.15**2 + 0.03**2 * np.eye(3))
"""[3, 3], mean products of the channels over resting skin: 15 % light and shade, 3 % of colour beside it."""


@dataclass(frozen=True, slots=True)
class Person:
    """All rates in 1/min, all sizes relative unless a unit is named."""

    heart_bpm: float = 72.0
    breath_bpm: float = 15.0
    pulse: float = 0.006
    harmonic: float = 0.3
    """Second harmonic of the pulse wave, relative to the first."""
    breath_level: float = 0.002
    breath_size: float = 0.15
    breath_pace: float = 0.02
    motion: float = 0.0
    """Common-mode change of all channels, standard deviation."""
    noise: float = 0.2
    """Camera noise of the skin mean in grey levels."""
    rise_px: float = 1.5
    head_px: float = 0.4
    sway_px: float = 0.0
    """Slow sway of head and shoulders together, standard deviation."""
    tracking_px: float = 0.1
    """Noise of rise and head."""
    face_height: float = 0.45


def capture_times(
    seconds: float, fps: float = 30.0, *, jitter_s: float = 0.0, dropped: float = 0.0, seed: int = 0
) -> Float:
    """Capture times of a camera that jitters and drops single frames."""
    rng = np.random.default_rng(seed)
    t_s = np.arange(round(seconds * fps) + 1) / fps
    t_s = np.sort(t_s + rng.normal(0, jitter_s, len(t_s))) if jitter_s else t_s
    return t_s[rng.random(len(t_s)) >= dropped]


def person(p: Person, t_s: Float, seed: int = 0) -> Trace:
    """The trace of a whole face with shoulders."""
    rng = np.random.default_rng(seed + 1)
    breath = np.sin(2 * np.pi * p.breath_bpm / 60 * t_s)
    beats = p.heart_bpm / 60 * t_s + p.breath_pace * breath
    wave = np.cos(2 * np.pi * beats) + p.harmonic * np.cos(4 * np.pi * beats - 1.0)
    blood = p.pulse * (1 + p.breath_size * breath) * wave + p.breath_level * breath
    common = p.motion * _smooth_noise(rng, t_s, 0.25) if p.motion else np.zeros(len(t_s))
    skin = SKIN * (1 - blood[:, None] * SIGNATURE + common[:, None]) + rng.normal(0, p.noise, (len(t_s), 3))
    sway = p.sway_px * _smooth_noise(rng, t_s, 3.0) if p.sway_px else np.zeros(len(t_s))
    rows = np.full((len(t_s), ROW_LENGTH), np.nan)
    r = len(REGIONS)
    rows[:, 0] = t_s
    rows[:, 1 : 1 + 3 * r] = np.tile(skin, r)
    rows[:, 1 + 3 * r : 1 + 4 * r] = 4000.0
    rows[:, 1 + 4 * r : 5 + 4 * r] = [0.5, 0.45, 0.3, p.face_height]
    rows[:, 5 + 4 * r] = p.rise_px * breath + sway + rng.normal(0, p.tracking_px, len(t_s))
    rows[:, 6 + 4 * r] = p.head_px * breath + sway + rng.normal(0, p.tracking_px, len(t_s))
    rows[:, 7 + 4 * r : 10 + 4 * r] = [120.0, 0.0, 0.0]
    rows[:, ROW_LENGTH_1:ROW_LENGTH_2] = skin_moments(skin)
    rows[:, ROW_LENGTH_2] = 0.0
    return Trace.from_rows(rows)


def skin_moments(skin: Float) -> Float:
    """[N, 6] second moments of a textured skin whose mean is `skin` [N, 3]: all pixels change alike."""
    change = skin / SKIN
    first, second = np.triu_indices(3)
    return np.asarray(change[:, first] * change[:, second] * TEXTURE[first, second])


def without_face(trace: Trace, from_s: float, to_s: float) -> Trace:
    """The same frames, but no face in from_s <= t < to_s."""
    rows = trace.rows()
    lost = (trace.t_s >= from_s) & (trace.t_s < to_s)
    rows[lost, 1 : 7 + 4 * len(REGIONS)] = np.nan  # all that is of the person: neither light nor others
    rows[lost, ROW_LENGTH_1:] = np.nan
    return Trace.from_rows(rows)


def _smooth_noise(rng: np.random.Generator, t_s: Float, correlation_s: float) -> Float:
    """Gaussian noise of unit variance, correlated over a time."""
    nodes = np.arange(t_s[0], t_s[-1] + 2 * correlation_s, correlation_s)
    return np.interp(t_s, nodes, rng.normal(0, 1.2, len(nodes)))
