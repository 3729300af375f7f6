"""Short overlapping segments: each is normalised, projected and added back where it came from.

Wang, den Brinker, Stuijk, de Haan 2017, "Algorithmic principles of remote PPG",
doi:10.1109/TBME.2016.2609282, Algorithm 1: segments of 1.6 s, one more each sample. A segment is
long enough for one beat at 40/min and short enough that light and distance hardly change in it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import numpy as np

from vitals.types import Float

SEGMENT_S = 1.6
TINY = 1e-12
"""Keeps the quotients of a constant trace finite; far below one grey level."""


def overlap_add(rgb: Float, fs_hz: float, project: Callable[[Float], Float], *, even: bool = False) -> Float:
    """Project each segment and add up.

    Args:
        rgb: [N, 3], positive; [N, C] for a projection that needs other channels.
        project: [M, C, L] colours normalised to mean 0 by their own mean 1 -> [M, L].
        even: Give each segment unit variance, so that one jolt does not drown its neighbours.

    Returns:
        [N]; zeros if the trace is shorter than a segment.
    """
    length = segment_length(fs_hz)
    if len(rgb) < length:
        return np.zeros(len(rgb))
    segments = np.lib.stride_tricks.sliding_window_view(rgb, length, axis=0)
    parts = project(segments / (_means(rgb, length)[:, :, None] + TINY) - 1)
    parts = parts - parts.mean(axis=1, keepdims=True)
    if even:
        spread = np.sqrt(np.einsum("ml,ml->m", parts, parts) / length)
        parts = parts / (spread[:, None] + TINY)
    return add_up(parts, len(rgb))


def segment_length(fs_hz: float) -> int:
    """Samples of a segment."""
    return int(np.ceil(SEGMENT_S * fs_hz))


def _means(rgb: Float, length: int) -> Float:
    """[M, C] means of all segments of [N, C], by running sums: a tenth of the time of summing each."""
    sums = np.cumsum(np.vstack((np.zeros(rgb.shape[1]), rgb)), axis=0)
    return np.asarray((sums[length:] - sums[:-length]) / length)


def add_up(parts: Float, n: int) -> Float:
    """Sum of [M, L] segments, segment m starting at sample m, over the number of them at each sample."""
    m, length = parts.shape
    total = np.zeros(n)
    for j, column in enumerate(np.ascontiguousarray(parts.T)):
        total[j : j + m] += column
    return np.asarray(total / _overlaps(m, length))


@lru_cache(maxsize=64)
def _overlaps(m: int, length: int) -> Float:
    """How many of m segments lie over each sample."""
    return np.convolve(np.ones(m), np.ones(length))
