"""People who breathe, made up: the records that the respiratory rate is calibrated on.

Nobody is measured here. A breath of 5 to 45/min with uneven cycles, depths and pauses modulates level,
height and pace of a pulse, each more or less or not at all, and moves shoulders and head, which also
sway, fidget and drift. One record in six has no breath in its pulse, and one in six none in its
shoulders, so that nothing of it may be believed. All ranges are wide on purpose; they are choices, not
statistics of any people.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from vitals.types import Float, Trace

FPS = 30.0
SLOWEST_BPM, FASTEST_BPM = 5.0, 45.0
HEARTS_BPM = (48.0, 160.0)
ABSENT = 1 / 6
"""Share of records in which the pulse, or the body, shows no breath at all."""


@dataclass(frozen=True, slots=True)
class Record:
    """A made-up person for a minute or so."""

    trace: Trace
    """Contact form (three equal channels, systoles up), with rise and head in pixels."""
    heart_bpm: float
    marks_s: Float
    """Begin of every breath."""
    in_pulse: bool
    in_body: bool
    """Whether the breath shows there; if not, any rate read there is wrong."""


def record(seed: int, seconds: float = 75.0) -> Record:
    """One person; the same seed is the same person."""
    rng = np.random.default_rng(seed)
    t_s = np.arange(round(seconds * FPS)) / FPS
    heart_bpm = float(np.exp(rng.uniform(*np.log(HEARTS_BPM))))
    fastest = min(FASTEST_BPM, heart_bpm / 2.5)
    rate_bpm = float(np.exp(rng.uniform(*np.log((SLOWEST_BPM, fastest)))))
    uneven, pausing = rng.uniform(0.02, 0.2), rng.random() < 0.3
    breath, marks_s = breathing(rng, t_s, rate_bpm, uneven=uneven, pausing=pausing)
    in_pulse, in_body = bool(rng.random() > ABSENT), bool(rng.random() > ABSENT)
    wave = _pulse(rng, t_s, heart_bpm, breath * in_pulse, 60 / float(np.diff(marks_s).mean()))
    rise, head = _body(rng, t_s, breath * in_body)
    trace = replace(Trace.of_skin(t_s, np.repeat(wave[:, None], 3, axis=1)), rise_px=rise, head_px=head)
    return Record(trace, heart_bpm, marks_s, in_pulse, in_body)


def breathing(
    rng: np.random.Generator, t_s: Float, rate_bpm: float, *, uneven: float, pausing: bool
) -> tuple[Float, Float]:
    """Depth [N] of each moment, 0 (out) to about 1, and the beginnings of the breaths.

    `uneven` is the spread of a cycle's length, relative; who is `pausing` rests 3 to 10 s, about every 40 s.
    """
    slow = 0.1 * rng.normal() * np.sin(2 * np.pi * (np.arange(400) / 400 * 3 + rng.random()))
    lengths = 60 / rate_bpm * np.exp(uneven * rng.normal(size=400) + slow)
    marks_s = float(t_s[0]) - 10 * rng.random() - 5 + np.cumsum(lengths)
    rests = pausing * (rng.random(400) < 1.5 / rate_bpm)
    marks_s = marks_s + np.cumsum(rests * rng.uniform(3, 10, 400))
    depths = np.exp(rng.uniform(0.02, 0.3) * rng.normal(size=400))
    which = np.searchsorted(marks_s, t_s, "right") - 1
    phase = np.clip((t_s - marks_s[which]) / lengths[which + 1], 0, 1)
    inwards = rng.uniform(0.3, 0.5)
    shape = np.where(phase < inwards, phase / inwards, 1 - (phase - inwards) / (1 - inwards))
    inside = (marks_s >= t_s[0]) & (marks_s <= t_s[-1])
    return np.asarray(depths[which] * (0.5 - 0.5 * np.cos(np.pi * shape))), marks_s[inside]


def _pulse(rng: np.random.Generator, t_s: Float, heart_bpm: float, breath: Float, rate_bpm: float) -> Float:
    """A pulse wave of height 1 with what breathing, the body's own waves and noise do to it."""
    level, height, pace = (_some(rng) * _delayed(rng, breath) for _ in range(3))
    vagal = 1 / np.hypot(1, rate_bpm / 20)  # a quick breath hardly changes the pace of the heart
    own = [
        rng.exponential(0.5) * _wander(rng, t_s) + rng.exponential(0.3) * _mayer(rng, t_s) for _ in range(3)
    ]
    beat_hz = heart_bpm / 60 * (1 + 0.06 * vagal * pace + 0.02 * own[0] + 0.01 * rng.normal())
    turns = rng.random() + np.cumsum(beat_hz) / FPS
    harmonic = rng.uniform(0.1, 0.5)
    wave = np.cos(2 * np.pi * turns) + harmonic * np.cos(4 * np.pi * turns - 1)
    size = np.maximum(0.1, 1 + 0.3 * height + 0.1 * own[1])
    noise = np.exp(rng.uniform(*np.log((0.01, 0.5)))) * rng.normal(size=len(t_s))
    return np.asarray(size * wave / 2 + 0.8 * level + 0.3 * own[2] + noise + _bursts(rng, t_s))


def _body(rng: np.random.Generator, t_s: Float, breath: Float) -> tuple[Float, Float]:
    """Rise of shoulders and head in pixels; shoulders NaN where the picture ends above them."""
    size, sway, drift = (np.exp(rng.uniform(*np.log(r))) for r in ((0.2, 4.0), (0.05, 3.0), (0.05, 3.0)))
    together, alone = sway * _wander(rng, t_s), drift * _wander(rng, t_s)
    tracking = np.exp(rng.uniform(*np.log((0.01, 0.3))))
    taken_along = rng.uniform(0, 0.5)  # collar and neck go with the head
    rise = (
        size * breath + together + taken_along * alone + 0.1 * sway * _wander(rng, t_s) + _fidgets(rng, t_s)
    )
    head = rng.uniform(0, 0.5) * size * breath + rng.uniform(0.8, 1.5) * together + alone
    unseen = rng.random() < 0.25
    noise = tracking * rng.normal(size=(2, len(t_s)))
    return (np.full(len(t_s), np.nan) if unseen else rise + noise[0]), head + noise[1]


def _some(rng: np.random.Generator) -> float:
    """Nothing in a third of the cases, else up to 1."""
    return float(rng.random() * (rng.random() > 1 / 3))


def _delayed(rng: np.random.Generator, breath: Float) -> Float:
    """Up to two seconds later, around 0."""
    return np.asarray(np.roll(breath, int(rng.uniform(0, 2) * FPS)) - breath.mean())


def _wander(rng: np.random.Generator, t_s: Float) -> Float:
    """Slow noise of unit variance, most of it below 0.1 Hz."""
    step_s = rng.uniform(1.5, 6)
    nodes = np.arange(t_s[0], t_s[-1] + 2 * step_s, step_s)
    rough = np.interp(t_s, nodes, np.cumsum(rng.normal(size=len(nodes))) * 0.3 + rng.normal(size=len(nodes)))
    return np.asarray((rough - rough.mean()) / rough.std())


def _mayer(rng: np.random.Generator, t_s: Float) -> Float:
    """The waves of blood pressure, about six a minute, with no breath in them."""
    hz = rng.uniform(0.07, 0.12) * (1 + 0.15 * _wander(rng, t_s))
    return np.asarray(np.sin(2 * np.pi * (rng.random() + np.cumsum(hz) / FPS)))


def _bursts(rng: np.random.Generator, t_s: Float) -> Float:
    """In one record of five, a few seconds in which the sensor is moved."""
    moved = np.zeros(len(t_s))
    for _ in range(int(rng.integers(1, 4)) if rng.random() < 0.2 else 0):
        around = np.exp(-0.5 * ((t_s - rng.uniform(t_s[0], t_s[-1])) / rng.uniform(0.3, 1.5)) ** 2)
        moved += around * rng.normal(0, 2) * np.sin(2 * np.pi * rng.uniform(0.2, 3) * t_s)
    return moved


def _fidgets(rng: np.random.Generator, t_s: Float) -> Float:
    """In one record of three, the person sits up or sinks down a few times."""
    moved = np.zeros(len(t_s))
    for _ in range(int(rng.integers(1, 4)) if rng.random() < 1 / 3 else 0):
        moved += rng.normal(0, 3) / (
            1 + np.exp(-(t_s - rng.uniform(t_s[0], t_s[-1])) / rng.uniform(0.1, 0.6))
        )
    return moved
