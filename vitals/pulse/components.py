"""What PCA and ICA share: the channels they start from, and which component is the pulse.

Both find three components without telling which one is the pulse, or which way it points. Here it is the one
whose spectrum between the slowest and the fastest heart has the highest single peak against the power
of that band (Poh, McDuff, Picard 2011, doi:10.1109/TBME.2010.2086456). It is not simply the second one, as is
often done: where light and motion are weaker than the pulse, the pulse comes first. Systoles are made to
point up by the correlation with green turned over.
"""

from __future__ import annotations

import numpy as np

from vitals.limits import HR_MAX_BPM, HR_MIN_BPM
from vitals.pulse.segments import TINY
from vitals.signals.detrend import detrend
from vitals.signals.spectrum import spectrum
from vitals.types import Float

CORNER_HZ = 0.478
"""Poh 2011 detrends with λ = 100 at 30 Hz; this is where a sine keeps half of itself then."""


def channels(rgb: Float, fs_hz: float) -> Float:
    """[N, 3] -> [N, 3]: relative to their mean and detrended."""
    return detrend(rgb / (rgb.mean(axis=0) + TINY) - 1, fs_hz, CORNER_HZ)


def pulse_of(components: Float, green: Float, fs_hz: float) -> Float:
    """The most peaked of the components [N, C], systoles up against `green` [N]."""
    chosen = components[:, int(np.argmax([peak_share(c, fs_hz) for c in components.T]))]
    return np.asarray(-chosen if chosen @ green > 0 else chosen)


def peak_share(wave: Float, fs_hz: float) -> float:
    """Highest bin of the spectrum of the wave [N] over the power of the whole band."""
    power = spectrum(wave, fs_hz, HR_MIN_BPM, HR_MAX_BPM).power
    return float(power.max() / (power.sum() + TINY))
