"""Fewer points for a chart: what is drawn at one pixel need not be sent twice."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from vitals.types import Float, Wave

MAX_POINTS = 2000
"""Of one line: about what a wide screen has pixels."""


def thinned(wave: Wave, most: int = MAX_POINTS) -> Wave:
    """The least and the greatest of each stretch, so that no peak is lost; holes stay holes."""
    n = len(wave.v)
    if n <= most:
        return wave
    edges = np.linspace(0, n, most // 2 + 1).astype(int)
    kept: list[int] = []
    for first, last in pairwise(edges):
        part = wave.v[first:last]
        if np.isnan(part).any():
            part = np.where(np.isnan(part), np.inf, part)
            kept += sorted({first + int(part.argmin()), first + int(np.isinf(part).argmax())})
        else:
            kept += sorted({first + int(part.argmin()), first + int(part.argmax())})
    return Wave(wave.t_s[kept], wave.v[kept])


def averaged(t_s: Float, v: Float, most: int = MAX_POINTS) -> tuple[Float, Float]:
    """Means of neighbouring rows of `v` [N, ...]; what is missing in one of them is left out of its mean."""
    n = len(t_s)
    if n <= most:
        return t_s, v
    starts = np.linspace(0, n, most + 1).astype(int)[:-1]
    there = np.isfinite(v)
    count = np.add.reduceat(there.astype(float), starts, axis=0)
    total = np.add.reduceat(np.where(there, v, 0.0), starts, axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        means = np.where(count > 0, total / count, np.nan)
    sizes = np.diff(np.append(starts, n))
    return np.add.reduceat(t_s, starts) / sizes, means
