"""Tells "there is no pulse" from "there are several": what a person can do about it differs."""

from __future__ import annotations

from vitals import pulse
from vitals.heart_rate.emission import CORNER_HZ
from vitals.limits import HR_MAX_BPM, HR_MIN_BPM, HR_WINDOW_S
from vitals.signals.detrend import detrend
from vitals.signals.resample import Stretch
from vitals.signals.snr import spectral_snr_db
from vitals.signals.spectrum import spectrum

COMPARED = ("green", "chrom", "pos")
CLEAR_DB = 0.0
"""SNR from which a method's own peak counts as a pulse."""
AGREE_BPM = 5.0


def methods_disagree(rgb: Stretch) -> bool:
    """Whether two methods see a clear pulse in the trailing window of `rgb` [N, 3], at different rates."""
    clear = [rate for rate, snr in (_peak(rgb, method) for method in COMPARED) if snr >= CLEAR_DB]
    return bool(clear) and max(clear) - min(clear) > AGREE_BPM


def _peak(rgb: Stretch, method: str) -> tuple[float, float]:
    wave = detrend(pulse.waves(method, rgb.v, rgb.fs_hz)[0], rgb.fs_hz, CORNER_HZ)
    power = spectrum(wave[-round(HR_WINDOW_S * rgb.fs_hz) :], rgb.fs_hz, HR_MIN_BPM, HR_MAX_BPM)
    rate = power.peak_bpm()
    return rate, spectral_snr_db(power, rate)
