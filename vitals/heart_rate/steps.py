"""Tells a body that moves in time (steps, a nodding or rocking head) from a heart.

Motion dims all channels alike, blood takes most from green and least from red (Wang et al. 2017,
doi:10.1109/TBME.2016.2609282, section II): where red swings as much as green, in one narrow line and more
than blood ever moves it, the line is motion. Neither the heart nor a witness is looked for there.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from vitals.heart_rate.emission import CORNER_HZ, TRACKER
from vitals.limits import HR_MIN_BPM, HR_WINDOW_S
from vitals.signals.detrend import detrend
from vitals.signals.spectrum import Spectrum, spectrum
from vitals.types import Float

MIN_SHARE = 0.5
"""Of red's power that the line holds: irregular motion is spread out."""
MIN_SWING = 0.002
"""Relative standard deviation of red in the line; a strong pulse of a face has 0.0015."""
RED_TO_GREEN = 0.8
"""Ratio of their power; motion has 1, a pulse 0.2."""
REACH_BPM = 5.0
"""Half width of the line."""
CLEARED_BPM = 9.0
"""Half width of what is cleared: where the line of a 10 s window has ended."""


def motion_lines_bpm(rgb: Float, fs_hz: float) -> list[float]:
    """Rates at which the newest window of `rgb` [N, 3] moves steadily: none, or one and maybe its double."""
    relative = detrend(rgb / np.maximum(rgb.mean(axis=0), 1e-9) - 1, fs_hz, CORNER_HZ)
    newest = relative[-round(HR_WINDOW_S * fs_hz) :, :2].T
    both = spectrum(np.ascontiguousarray(newest), fs_hz, HR_MIN_BPM, TRACKER.high_bpm)
    red = both.power[0]
    line_bpm = float(both.rate_bpm[red.argmax()])
    share = float(red[_near(both, line_bpm)].sum()) / max(float(red.sum()), 1e-30)
    swing = np.sqrt(share) * float(newest[0].std())
    if share < MIN_SHARE or swing < MIN_SWING or not _as_motion(both, line_bpm):
        return []
    double_bpm = 2 * line_bpm
    return [line_bpm, double_bpm] if _as_motion(both, double_bpm) else [line_bpm]


def cleared(log_weights: Float, lines_bpm: list[float]) -> Float:
    """The log-weights [rates] with the least weight near the lines."""
    kept = log_weights.copy()
    for line_bpm in lines_bpm:
        kept[np.abs(TRACKER.rates_bpm - line_bpm) <= CLEARED_BPM] = log_weights.min()
    return kept


def _near(both: Spectrum, rate_bpm: float) -> NDArray[np.bool_]:
    return np.asarray(np.abs(both.rate_bpm - rate_bpm) <= REACH_BPM)


def _as_motion(both: Spectrum, rate_bpm: float) -> bool:
    """Whether red swings as much as green at a rate."""
    red, green = both.power[:, _near(both, rate_bpm)].sum(axis=1)
    return bool(red > RED_TO_GREEN * green)
