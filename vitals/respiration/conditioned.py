"""Spectral-peak-conditioned averaging: only spectra with one clear peak have a say.

Formulas of RRest (Charlton et al. 2016, doi:10.1088/0967-3334/37/4/610) after Lázaro et al. 2013,
doi:10.1109/JBHI.2013.2267096. The share of a spectrum's power within ±0.4 δ of its highest peak, of that
within ±δ (δ = 0.1 Hz), says how peaked it is. Spectra with a share above 0.65, and within 0.05 of the best
one, are normalised and averaged; where none is left, once more with 2 δ.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from vitals.signals.spectrum import Spectrum
from vitals.types import Float

DELTA_BPM = 6.0
NEAR = 0.4
MIN_SHARE = 0.65
FROM_BEST = 0.05


def peak_share(of: Spectrum, delta_bpm: float = DELTA_BPM) -> Float:
    """How peaked a spectrum is, 0..1; 0 for one without power. [] or, for K spectra of one grid, [K]."""
    peaks_bpm = of.rate_bpm[of.power.argmax(axis=-1)]
    away = np.abs(of.rate_bpm - peaks_bpm[..., None])
    around = np.where(away <= delta_bpm, of.power, 0).sum(axis=-1)
    inside = np.where(away <= NEAR * delta_bpm, of.power, 0).sum(axis=-1)
    return np.asarray(np.divide(inside, around, out=np.zeros_like(around), where=around > 0))


def conditioned(spectra: Sequence[Spectrum]) -> float:
    """The highest peak of the mean of the peaked spectra, which are of one grid; NaN where none is peaked."""
    for delta_bpm in (DELTA_BPM, 2 * DELTA_BPM):
        shares = np.array([float(peak_share(s, delta_bpm)) for s in spectra])
        kept = shares >= max(MIN_SHARE, shares.max(initial=0) - FROM_BEST)
        if kept.any():
            normal = [s.power / s.power.sum() for s, keep in zip(spectra, kept, strict=True) if keep]
            return Spectrum(spectra[0].rate_bpm, np.mean(normal, axis=0)).peak_bpm()
    return float("nan")
