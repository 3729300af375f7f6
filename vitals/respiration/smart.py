"""Smart fusion of rates: their mean, or nothing where they do not agree.

Karlen, Raman, Ansermino, Dumont 2013, "Multiparameter respiratory rate estimation from the
photoplethysmogram", doi:10.1109/TBME.2013.2246160: the mean of the rates of RIIV, RIAV and RIFV,
withheld if one of them is missing or their standard deviation is above 4/min.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

MAX_SPREAD_BPM = 4.0
SERIES = ("bm_max", "am", "fm_max")
"""RIIV, RIAV and RIFV among the modulations."""


def smart(rates_bpm: Sequence[float]) -> float:
    """The fused rate in 1/min; NaN where one is missing (NaN), there is none, or they disagree."""
    if len(rates_bpm) == 0 or not np.isfinite(rates_bpm).all() or np.std(rates_bpm) > MAX_SPREAD_BPM:
        return float("nan")
    return float(np.mean(rates_bpm))
