"""What breathing does to the body: shoulders and chest rise.

The best source of breath in a picture (Molinaro et al. 2022, doi:10.3390/s22072539: below 1/min).
Shoulders also move with the whole person, and then the head moves as well. So there are two series,
the shoulders, and the shoulders against the head; a true breath shows in both, a sway in one.
"""

from __future__ import annotations

import numpy as np

from vitals.signals.resample import Stretch, resample
from vitals.types import Trace


def motions(trace: Trace, end_s: float, window_s: float) -> list[Stretch]:
    """Rise of the shoulders, alone and against the head, in pixels; those that were seen, up is positive."""
    rise = resample(trace.t_s, trace.rise_px, end_s, window_s)
    against = resample(trace.t_s, trace.rise_px - trace.head_px, end_s, window_s)
    return [series for series in (rise, against) if len(series.v) and np.ptp(series.v) > 0]
