"""The breath rate of one series, four ways: what each can, and where each errs, stands in its module.

Each takes a series [N] in which breathing is the only quick thing, on a uniform grid (usually 30 s at
5 Hz), and gives its rate in 1/min within 4..60, or NaN where it finds none.
"""

from __future__ import annotations

from collections.abc import Callable

from vitals.respiration.rates.autocorrelated import autocorrelated
from vitals.respiration.rates.autoregressive import autoregressive
from vitals.respiration.rates.counted import counted
from vitals.respiration.rates.spectral import spectral
from vitals.types import Float

SeriesRate = Callable[[Float, float], float]
"""(series [N], fs_hz) -> rate in 1/min, or NaN."""

RATES: dict[str, SeriesRate] = {
    "spectrum": spectral,
    "autoregression": autoregressive,
    "autocorrelation": autocorrelated,
    "counting": counted,
}
