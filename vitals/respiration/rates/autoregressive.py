"""Breath rate from the strongest pole of an autoregressive model of order 8.

As in RRest (Charlton et al. 2016, doi:10.1088/0967-3334/37/4/610). The coefficients come from Burg's
method ("Maximum entropy spectral analysis", 1967), which needs no window, so it tells rates of short
series apart; it splits or shifts peaks where there is much noise.
"""

from __future__ import annotations

import numpy as np
from scipy.signal import detrend, resample_poly

from vitals.limits import RR_MAX_BPM, RR_MIN_BPM
from vitals.types import Float

ORDER = 8
MODEL_HZ = 2.5
"""A pole's angle is a share of the sampling rate: no more of it than the fastest breath needs."""


def autoregressive(v: Float, fs_hz: float) -> float:
    """Rate in 1/min of a series [N]; NaN where no pole lies within 4..60/min."""
    if len(v) < 4 * ORDER * fs_hz / MODEL_HZ or np.ptp(v) == 0:
        return float("nan")
    step = max(1, round(fs_hz / MODEL_HZ))
    poles = np.roots(burg(resample_poly(detrend(v), 1, step), ORDER))
    rates = np.angle(poles) * fs_hz / step * 60 / (2 * np.pi)
    inside = (rates >= RR_MIN_BPM) & (rates <= RR_MAX_BPM)
    return float(rates[inside][np.abs(poles[inside]).argmax()]) if inside.any() else float("nan")


def burg(v: Float, order: int) -> Float:
    """Coefficients [order + 1], the first of them 1, of the model that predicts `v` best both ways."""
    forward, backward, model = v[1:], v[:-1], np.ones(1)
    for _ in range(order):
        power = forward @ forward + backward @ backward
        reflection = -2 * (forward @ backward) / power if power > 0 else 0.0
        extended = np.append(model, 0.0)
        model = extended + reflection * extended[::-1]
        forward, backward = (forward + reflection * backward)[1:], (backward + reflection * forward)[:-1]
    return np.asarray(model)
