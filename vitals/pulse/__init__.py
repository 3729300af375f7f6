"""The pulse methods by name.

A method turns normalised skin colour, [N, 3] on a uniform grid, into one or more pulse waves
[N] whose peaks are systoles (skin is darkest then).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from vitals.pulse import fingertip
from vitals.pulse.chrom import chrom
from vitals.pulse.fused import green_even, pbv_even
from vitals.pulse.green import green
from vitals.pulse.pbv import pbv
from vitals.pulse.pos import pos
from vitals.types import Float

Projection = Callable[[Float, float], Float]
"""(rgb [N, 3], fs_hz) -> wave [N]."""

DEFAULT_METHOD = "fused"
METHODS: dict[str, tuple[Projection, ...]] = {
    "fused": (green_even, pbv_even),
    "pos": (pos,),
    "chrom": (chrom,),
    "pbv": (pbv,),
    "green": (green,),
}
"""Each method is the list of waves whose spectra it averages."""


CONTACT = "contact"
"""Not a choice but a source: the channels of a contact PPG are its wave, systoles up."""


def check(method: str) -> None:
    """Refuse a name that is no method.

    Raises:
        ValueError: The method is unknown.
    """
    if method not in METHODS:
        raise ValueError(f"unknown method {method!r}: choose one of {', '.join(METHODS)}")


def waves(method: str, rgb: Float, fs_hz: float) -> list[Float]:
    """The waves of a method for `rgb` [N, 3] in 8-bit units; "fused" knows a fingertip by its colour.

    Raises:
        ValueError: The method is unknown.
    """
    if method == CONTACT:
        return [rgb[:, 0]]
    check(method)
    if method == DEFAULT_METHOD and fingertip.is_fingertip(rgb):
        return fingertip.waves(rgb, fs_hz)
    return [project(rgb, fs_hz) for project in METHODS[method]]


def slow_wave(method: str, rgb: Float) -> Float:
    """The wave [N] that breath is read from: one channel, its slow part still in it, systoles up."""
    if method == CONTACT:
        return rgb[:, 0]
    channel = rgb[:, :1] if fingertip.is_fingertip(rgb) else rgb[:, 1:2]
    return np.asarray(1 - channel / channel.mean())[:, 0]


def combined(parts: list[Float]) -> Float:
    """One wave to draw: the mean of the waves at unit variance."""
    return np.asarray(np.mean([_standardised(v) for v in parts], axis=0))


def _standardised(v: Float) -> Float:
    spread = float(v.std())
    return np.asarray((v - v.mean()) / spread) if spread > 0 else np.zeros_like(v)
