"""ICA: three independent sources behind the channels, one of them the pulse.

Poh, McDuff, Picard 2010, "Non-contact, automated cardiac pulse measurements using video imaging and blind
source separation", doi:10.1364/OE.18.010762, and 2011, doi:10.1109/TBME.2010.2086456: detrended and
normalised channels, three sources, the one with the highest peak. They use JADE; here it is the symmetric
FastICA of Hyvärinen 1999, "Fast and robust fixed-point algorithms for independent component analysis",
doi:10.1109/72.761722, which is shorter: on white channels x, for all directions w at once,
w ← E[x g(wᵀx)] - E[g'(wᵀx)] w with g = tanh, W ← (W Wᵀ)^(-1/2) W. It begins at one seeded rotation: the same
trace gives the same wave.
"""

from __future__ import annotations

import numpy as np

from vitals.pulse.components import channels, pulse_of
from vitals.types import Float

MAX_STEPS = 60
CONVERGED = 1e-6
"""Largest change of a direction's cosine; usually reached in ten steps."""
MIN_VARIANCE = 1e-9
"""Of the largest; a direction with less is rounding, and no source."""
MIN_CHANGE = 1e-9
"""Share of its mean that a channel must change by; less is rounding too."""
_FIRST = np.linalg.qr(np.random.default_rng(2010).normal(size=(3, 3)))[0]


def ica(rgb: Float, fs_hz: float) -> Float:
    """rgb [N, 3] -> wave [N] of unit variance."""
    x = channels(rgb, fs_hz)
    white = _whitened(x)
    return pulse_of(white @ _unmixing(white).T, x[:, 1], fs_hz)


def _whitened(x: Float) -> Float:
    """[N, 3], uncorrelated and of unit variance; a direction without variance becomes zero."""
    spread = x.std(axis=0)
    scaled = np.divide(x - x.mean(axis=0), spread, out=np.zeros_like(x), where=spread > MIN_CHANGE)
    variance, axes = np.linalg.eigh(scaled.T @ scaled / len(x))
    there = variance > MIN_VARIANCE * variance.max()
    return np.asarray(scaled @ (axes * np.where(there, 1 / np.sqrt(np.where(there, variance, 1)), 0)))


def _unmixing(white: Float) -> Float:
    """[3, 3], orthogonal; its rows are the directions of the sources."""
    directions = _FIRST
    for _ in range(MAX_STEPS):
        bent = np.tanh(white @ directions.T)
        moved = bent.T @ white / len(white) - (1 - bent**2).mean(axis=0)[:, None] * directions
        left, _, right = np.linalg.svd(moved)
        before, directions = directions, left @ right
        if np.abs(np.abs((directions * before).sum(axis=1)) - 1).max() < CONVERGED:
            break
    return directions
