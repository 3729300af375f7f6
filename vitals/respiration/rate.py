"""How a breath rate moves: the forward filter of the respiratory rate."""

from __future__ import annotations

from vitals.limits import RR_MAX_BPM, RR_MIN_BPM
from vitals.signals.rate_tracker import RateTracker

TRACKER = RateTracker(
    low_bpm=RR_MIN_BPM,
    high_bpm=RR_MAX_BPM,
    drift_bpm=0.3,
    jump_share=0.002,
    reach_bpm=2.0,
    floor=0.03,
    weight=0.15,
)
