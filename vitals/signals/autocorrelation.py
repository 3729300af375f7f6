"""Normalised autocorrelation: how alike a wave is to itself a time later."""

from __future__ import annotations

import numpy as np
from scipy.fft import irfft, next_fast_len, rfft

from vitals.types import Float


def autocorrelation(v: Float) -> Float:
    """[N] -> [N]: 1 at lag 0; each lag is divided by the power of the two parts that overlap there.

    So a steady sine keeps 1 at its period however few periods there are. Zeros for a constant wave.
    """
    v = v - v.mean()
    n = len(v)
    transform = rfft(v, next_fast_len(2 * n))
    products = irfft(np.abs(transform) ** 2, next_fast_len(2 * n))[:n]
    power = np.concatenate(([0.0], np.cumsum(v**2)))
    lags = np.arange(n)
    overlap = np.sqrt(power[n - lags] * (power[n] - power[lags]))
    return np.asarray(
        np.divide(products, overlap, out=np.zeros(n), where=overlap > 1e-12 * max(power[n], 1e-300))
    )
