"""What the newest seconds of the pulse waves say about the heart rate."""

from __future__ import annotations

from vitals.limits import HR_MAX_BPM, HR_WINDOW_S
from vitals.signals.detrend import detrend
from vitals.signals.rate_tracker import RateTracker
from vitals.signals.spectrum import spectrum
from vitals.types import Float

TRACKER = RateTracker(
    low_bpm=30.0,  # below what we answer, or a pulse at 42/min would lose its lower flank
    high_bpm=HR_MAX_BPM,
    drift_bpm=2.0,
    jump_share=0.002,
    reach_bpm=5.0,
    floor=0.003,
    weight=0.5,
)
CORNER_HZ = 0.88
"""Half-amplitude corner of the detrending. Breath and posture live below; 0.68 and 0.47 Hz track worse."""
WINDOWS_S = (HR_WINDOW_S / 2, HR_WINDOW_S)
"""The short one follows, the long one resolves."""


def emission(parts: list[Float], fs_hz: float) -> Float:
    """Waves [N] of one method -> log-weights on the tracker's grid, up to a constant."""
    flat = [detrend(wave, fs_hz, CORNER_HZ) for wave in parts]
    windows = [wave[-round(window_s * fs_hz) :] for wave in flat for window_s in WINDOWS_S]
    return TRACKER.evidence([spectrum(w, fs_hz, TRACKER.low_bpm, TRACKER.high_bpm) for w in windows])
