"""Signal-to-noise ratio of a pulse wave at a given rate.

de Haan, Jeanne 2013, "Robust pulse rate from chrominance-based rPPG", doi:10.1109/TBME.2013.2266196:
power near the rate and near its double, over all other power of the band.
"""

from __future__ import annotations

import numpy as np

from vitals.limits import HR_MAX_BPM, HR_MIN_BPM
from vitals.signals.spectrum import Spectrum, spectrum
from vitals.types import Float

REACH_BPM = 6.0
"""Half width of the part that counts as pulse, at the rate and at its double (rPPG-Toolbox's value)."""
FLOOR_DB, CEILING_DB = -40.0, 40.0


def snr_db(v: Float, fs_hz: float, rate_bpm: float) -> float:
    """SNR of the wave `v` [N] at `rate_bpm`, within FLOOR_DB..CEILING_DB."""
    return spectral_snr_db(spectrum(v, fs_hz, HR_MIN_BPM, HR_MAX_BPM), rate_bpm)


def spectral_snr_db(power: Spectrum, rate_bpm: float) -> float:
    """The same from a spectrum that is already there."""
    pulse = np.zeros(len(power.rate_bpm), dtype=bool)
    for harmonic_bpm in (rate_bpm, 2 * rate_bpm):
        pulse |= np.abs(power.rate_bpm - harmonic_bpm) <= REACH_BPM
    signal, noise = float(power.power[pulse].sum()), float(power.power[~pulse].sum())
    if signal <= 0:
        return FLOOR_DB
    return float(np.clip(10 * np.log10(signal / max(noise, 1e-12 * signal)), FLOOR_DB, CEILING_DB))
