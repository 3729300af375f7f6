"""What the body does over time: colour gains of the skin, and the breath."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray
from scipy.interpolate import PchipInterpolator

Float = NDArray[np.float64]

AMPLITUDE = np.array([0.003, 0.007, 0.005])
"""Peak-to-peak share of red, green and blue that a heart beat takes away; green most (Verkruysse 2008)."""
_RIAV = 0.15  # of the pulse's height, follows the breath
_RIIV = 0.0015  # of the skin's colour, follows the breath
_RSA_BPM = 1.5  # heart rate rises while breathing in


@dataclass(frozen=True)
class Drive:
    """N frames side by side."""

    t_s: Float
    """[N]"""
    gains: Float
    """[N, 3], what the skin's red, green and blue are multiplied with; their mean is about 1."""
    breath: Float
    """[N], -1 (out) to 1 (in)."""

    @classmethod
    def parametric(
        cls, t_s: Float, hr_bpm: float = 72.0, rr_bpm: float = 15.0, strength: float = 1.0
    ) -> Self:
        """A pulse of known mean rate and usual shape, modulated by a regular breath in all three ways."""
        return cls.breathed(t_s, breathing(t_s, rr_bpm), hr_bpm, strength)

    @classmethod
    def breathed(cls, t_s: Float, breath: Float, hr_bpm: float = 72.0, strength: float = 1.0) -> Self:
        """The same with any breath [N], -1 to 1."""
        rsa_turns = _RSA_BPM / 60 * _integral(t_s, breath)
        wave = pulse_shape(hr_bpm / 60 * t_s + rsa_turns - rsa_turns.mean())
        taken = AMPLITUDE * (wave * (1 + _RIAV * breath))[:, None] + _RIIV * breath[:, None]
        return cls(t_s, 1 - strength * taken, breath)

    @classmethod
    def from_trace(cls, path: Path, t_s: Float, rr_bpm: float = 15.0) -> Self:
        """The measured colour of a real face, `rgb` of a trace file, over its own mean; breath is made up."""
        rgb = json.loads(path.read_text())["rgb"]
        measured_s = np.array(rgb["t"], float)
        colour = np.column_stack([np.array(rgb[channel], float) for channel in "rgb"])
        seen = np.isfinite(colour).all(axis=1) & (colour > 0).any(axis=1)
        measured_s, first = np.unique(
            measured_s[seen] - measured_s[0], return_index=True
        )  # some times repeat
        colour = colour[seen][first]
        if t_s[-1] > measured_s[-1] + 0.1:
            raise ValueError(f"{path.name} lasts {measured_s[-1]:.1f} s; ask for no more seconds than that")
        inside_s = np.clip(t_s, measured_s[0], measured_s[-1])
        gains = PchipInterpolator(measured_s, colour / colour.mean(axis=0))(inside_s)
        return cls(t_s, gains, breathing(t_s, rr_bpm))

    @classmethod
    def from_contact(cls, path: Path, t_s: Float) -> Self:
        """The contact pulse wave of a trace file with all that breathing does to it; shoulders keep still."""
        ppg = json.loads(path.read_text())["ppg"]
        seen_s, v = np.array(ppg["t"], float), np.array(ppg["v"], float)
        wave = np.interp(t_s, seen_s - seen_s[0], v)
        beat = np.ptp(np.percentile(wave - _slow(wave, t_s), [5, 95]))
        height = np.clip((wave - wave.mean()) / beat, -3, 3)
        return cls(t_s, 1 - AMPLITUDE * height[:, None], np.zeros(len(t_s)))


def _slow(wave: Float, t_s: Float) -> Float:
    """Without the beats: the mean over two seconds around."""
    count = max(1, round(2 / (t_s[1] - t_s[0])))
    padded = np.pad(wave, (count // 2, count - 1 - count // 2), mode="edge")
    return np.convolve(padded, np.full(count, 1 / count), mode="valid")


def breathing(t_s: Float, rr_bpm: float) -> Float:
    """Quick in, slow out, a rest: -1 to 1."""
    phase = 2 * np.pi * rr_bpm / 60 * t_s
    return np.sin(phase + 0.35 * np.sin(phase))


def pulse_shape(turns: Float) -> Float:
    """Blood volume over the heart beat: steep systole, dicrotic wave, slow run-off. Mean 0, height 1."""
    phase = turns % 1.0
    wave = _bump(phase, 0.22, 0.09) + 0.45 * _bump(phase, 0.52, 0.13)
    one = np.linspace(0, 1, 200, endpoint=False)
    cycle = _bump(one, 0.22, 0.09) + 0.45 * _bump(one, 0.52, 0.13)
    return (wave - cycle.mean()) / np.ptp(cycle)


def _bump(phase: Float, centre: float, width: float) -> Float:
    return np.exp(-((((phase - centre + 0.5) % 1.0 - 0.5) / width) ** 2) / 2)


def _integral(t_s: Float, values: Float) -> Float:
    steps = np.diff(t_s, prepend=t_s[0])
    return np.cumsum(values * steps)
