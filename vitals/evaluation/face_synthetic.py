"""A made-up person in front of a camera: the trace of a face whose heart and breath change as bodies do.

Nobody is measured here. It is for demonstrations: `manage.py demo_data` shows it on the pages of a study.
Ranges are choices, wide enough to look like a study, and no statistics of any people.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vitals.evaluation.breath_synthetic import breathing
from vitals.pulse.pbv import SIGNATURE
from vitals.types import MOMENTS, REGIONS, ROW_LENGTH_1, Float, Trace

FPS = 30.0
MONK_SRGB = (
    (246, 237, 228),
    (243, 231, 219),
    (247, 234, 208),
    (234, 218, 186),
    (215, 189, 150),
    (160, 126, 86),
    (130, 92, 67),
    (96, 65, 52),
    (58, 49, 42),
    (41, 36, 32),
)
"""The ten colours of the Monk Skin Tone scale (skintone.google), of which only the hue is used here."""
LUMA = np.array([0.299, 0.587, 0.114])
LIGHTEST_LUMA, DARKEST_LUMA = 165.0, 80.0
"""8-bit, of skin under a camera that sets its own exposure."""
STRONGEST_PULSE, WEAKEST_PULSE = 0.0065, 0.004
"""Relative change of colour with each beat, on the lightest and on the darkest skin."""


@dataclass(frozen=True, slots=True)
class Course:
    """The true heart and breath of one measurement, at the times of the frames."""

    t_s: Float
    heart_bpm: Float
    breath: Float
    """Depth, 0 (out) to about 1."""
    breath_bpm: float
    """Mean over the measurement."""


def course(
    rng: np.random.Generator,
    seconds: float,
    *,
    rest_bpm: float,
    breath_bpm: float,
    effort_bpm: float = 0.0,
    recovery_s: float = 45.0,
) -> Course:
    """A heart that drifts, goes with the breath (sinus arrhythmia) and comes down from `effort_bpm`."""
    t_s = np.arange(round(seconds * FPS)) / FPS
    breath, marks_s = breathing(rng, t_s, breath_bpm, uneven=rng.uniform(0.03, 0.1), pausing=False)
    nodes_s = np.arange(-10.0, seconds + 20.0, 10.0)
    drift = np.interp(t_s, nodes_s, rng.normal(0, 1.2, len(nodes_s)).cumsum())
    arrhythmia = rng.uniform(1.0, 5.0) / (1 + effort_bpm / 10) * (breath - 0.5)
    heart = rest_bpm + effort_bpm * np.exp(-t_s / recovery_s) + drift + arrhythmia
    found_bpm = 60 / float(np.diff(marks_s).mean()) if len(marks_s) > 2 else breath_bpm
    return Course(t_s, np.asarray(heart), breath, found_bpm)


def trace(
    rng: np.random.Generator, truth: Course, *, tone: int = 5, noise: float = 0.2, restless: float = 0.004
) -> Trace:
    """What a camera sees of it: colours of all regions, shoulders and head.

    Args:
        tone: 1 to 10 on Monk's scale.
        noise: Of the camera, in grey levels of a region's mean.
        restless: Relative change of light on a face that is never quite still.
    """
    t_s = truth.t_s
    share = (tone - 1) / 9
    skin = _colour(tone)
    turns = rng.random() + np.cumsum(truth.heart_bpm) / 60 / FPS
    wave = np.cos(2 * np.pi * turns) + 0.3 * np.cos(4 * np.pi * turns - 1.0)
    strength = STRONGEST_PULSE + share * (WEAKEST_PULSE - STRONGEST_PULSE)
    depth = truth.breath - truth.breath.mean()
    blood = strength * (1 + 0.3 * depth) * wave + 0.003 * depth
    common = restless * (_smooth(rng, t_s, 4.0) + _smooth(rng, t_s, 0.4))
    colours = skin * (1 - blood[:, None] * SIGNATURE + common[:, None])
    return Trace.from_rows(_rows(rng, t_s, colours, skin, depth, noise))


def moving(rng: np.random.Generator, seen: Trace, from_s: float, to_s: float) -> Trace:
    """The same person, who turns and speaks for a while."""
    rows = seen.rows()
    inside = (seen.t_s >= from_s) & (seen.t_s < to_s)
    n, r = int(inside.sum()), len(REGIONS)
    if n:
        step = _smooth(rng, seen.t_s[inside], 0.25)[:, None]
        rows[inside, 1 : 1 + 3 * r] *= 1 + 0.05 * step
        rows[inside, 1 + 4 * r : 3 + 4 * r] += 0.15 * step
    return Trace.from_rows(rows)


def away(seen: Trace, from_s: float, to_s: float) -> Trace:
    """The same frames, but nobody in them for a while."""
    rows = seen.rows()
    inside = (seen.t_s >= from_s) & (seen.t_s < to_s)
    rows[inside, 1 : 7 + 4 * len(REGIONS)] = np.nan
    rows[inside, ROW_LENGTH_1:] = np.nan
    return Trace.from_rows(rows)


def _colour(tone: int) -> Float:
    hue = np.array(MONK_SRGB[tone - 1], dtype=float)
    luma = LIGHTEST_LUMA + (tone - 1) / 9 * (DARKEST_LUMA - LIGHTEST_LUMA)
    return np.minimum(hue * luma / float(hue @ LUMA), 235.0)


def _rows(
    rng: np.random.Generator, t_s: Float, colours: Float, skin: Float, depth: Float, noise: float
) -> Float:
    """[N, ROW_LENGTH_1 + moments]: `Trace.from_rows` fills what later versions have."""
    n, r = len(t_s), len(REGIONS)
    sway = 0.3 * _smooth(rng, t_s, 3.0)
    rows = np.full((n, ROW_LENGTH_1 + len(MOMENTS)), np.nan)
    rows[:, 0] = t_s
    rows[:, 1 : 1 + 3 * r] = np.tile(colours, r) + rng.normal(0, noise, (n, 3 * r))
    rows[:, 1 + 3 * r : 1 + 4 * r] = [6000.0, 900.0, 800.0, 800.0, 500.0]
    rows[:, 1 + 4 * r : 5 + 4 * r] = (
        np.array([0.5, 0.45, 0.3, 0.45]) + 0.002 * _smooth(rng, t_s, 2.0)[:, None]
    )
    rows[:, 5 + 4 * r] = 3.0 * depth + sway + rng.normal(0, 0.1, n)
    rows[:, 6 + 4 * r] = 0.8 * depth + sway + rng.normal(0, 0.1, n)
    rows[:, 7 + 4 * r : 10 + 4 * r] = [120.0, 0.0, 0.0]
    first, second = np.triu_indices(3)
    texture = np.outer(skin, skin) * (1 + 0.15**2 + 0.03**2 * np.eye(3))
    change = colours / skin
    rows[:, ROW_LENGTH_1:] = change[:, first] * change[:, second] * texture[first, second]
    return rows


def _smooth(rng: np.random.Generator, t_s: Float, correlation_s: float) -> Float:
    nodes = np.arange(t_s[0], t_s[-1] + 2 * correlation_s, correlation_s)
    return np.asarray(np.interp(t_s, nodes, rng.normal(0, 1.0, len(nodes))))
