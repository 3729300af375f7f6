"""SSR (2SR): how the cloud of the skin's pixels turns in colour space.

Wang, Stuijk, de Haan 2016, "A novel algorithm for remote photoplethysmography: spatial subspace rotation",
doi:10.1109/TBME.2015.2508602: C = VᵀV / n of the pixels V [n, 3] of a frame, eigenpairs
λ1 ≥ λ2 ≥ λ3, u1, u2, u3; against a reference τ
SR = √(λ1/λ2τ) (u1·u2τ) u2τᵀ + √(λ1/λ3τ) (u1·u3τ) u3τᵀ and p = SR1 - (σ(SR1)/σ(SR2)) SR2, overlap-added.
No pixels are kept: C is six numbers a frame (`vitals.regions`).

Two deviations. The reference is the mean C of the segment and not its first frame, which may be a bad one.
Segments are those of the other methods, 1.6 s, where the paper has 1 s. The sign of an eigenvector is
arbitrary: u1 points to bright colours; those of the reference come twice, so theirs cancel.
"""

from __future__ import annotations

import numpy as np

from vitals.pulse.segments import TINY, add_up, segment_length
from vitals.types import Float

RIDGE = 1e-9
"""Share of λ1 that is added to λ2 and λ3: skin of one colour has none of them."""
_UPPER = np.array([[0, 1, 2], [1, 3, 4], [2, 4, 5]])


def ssr(moments: Float, fs_hz: float) -> Float:
    """moments [N, 6], second moments of the skin's pixels in the order of `MOMENTS` -> wave [N].

    Zeros if the trace is shorter than a segment.
    """
    length = segment_length(fs_hz)
    if len(moments) < length:
        return np.zeros(len(moments))
    brightest = np.lib.stride_tricks.sliding_window_view(_main_axis(moments), length, axis=0)
    rotation = _reference(moments, length)[:, :2] @ brightest
    spread = rotation.std(axis=2, keepdims=True)
    parts = rotation[:, 0] - spread[:, 0] / (spread[:, 1] + TINY) * rotation[:, 1]
    return add_up(parts - parts.mean(axis=1, keepdims=True), len(moments))


def of_columns(columns: Float, fs_hz: float) -> Float:
    """The same from [N, 3 + 6], mean colours and moments, as `vitals.pulse.skin_columns` gives them."""
    return ssr(columns[:, 3:], fs_hz)


def _main_axis(moments: Float) -> Float:
    """[N, 3]: √λ1 u1 of each frame."""
    power, axes = np.linalg.eigh(moments[:, _UPPER])
    axis = axes[:, :, 2] * np.sqrt(np.maximum(power[:, 2:], 0))
    return np.asarray(axis * np.where(axis.sum(axis=1, keepdims=True) < 0, -1, 1))


def _reference(moments: Float, length: int) -> Float:
    """[M, 3, 3]: u2 u2ᵀ / √λ2 + u3 u3ᵀ / √λ3 of the mean C of each segment."""
    sums = np.cumsum(np.vstack((np.zeros(moments.shape[1]), moments)), axis=0)
    power, axes = np.linalg.eigh(((sums[length:] - sums[:-length]) / length)[:, _UPPER])
    across = np.maximum(power[:, :2], 0) + RIDGE * power[:, 2:] + TINY
    return np.asarray((axes[:, :, :2] / np.sqrt(across)[:, None, :]) @ axes[:, :, :2].transpose(0, 2, 1))
