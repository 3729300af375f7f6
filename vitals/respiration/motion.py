"""What breathing does to the body: shoulders and chest rise, and the head a little with them.

The best source of breath in a picture (Molinaro et al. 2022, doi:10.3390/s22072539: below 1/min).
Shoulders also move with the whole person, and then the head moves at least as far; and the head moves
alone, and takes collar and neck along a little. So the power of a breath is, at each rate, the least of
what the shoulders show and what is left of it without the head's part b; and where the head explains a
share s of what the shoulders do, it counts the less, the more the head moves at that rate:

    S = min(R, D) R / (R + s H),   s = 1 - sum(D) / sum(R), at least 0

R, H, D: power of the rise, of the head, of rise - b head; b: the least-squares share, 0 to 1. A head
that only breathes along would explain everything with a larger b; at most 1 leaves the breath in D.
Without shoulders in the picture the head is all there is.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vitals.limits import RESAMPLE_HZ, RR_WINDOW_S
from vitals.respiration.group import SERIES_HZ, SHORT_WINDOW_S, WINDOWS_S, Group, Source
from vitals.respiration.rates.spectral import SWAY_HZ, breath_spectrum
from vitals.signals.detrend import detrend
from vitals.signals.resample import Stretch, resample
from vitals.signals.spectrum import Spectrum
from vitals.types import Float, Trace

TINY = float(np.finfo(float).tiny)


@dataclass(frozen=True, slots=True)
class Body:
    """Heights in pixels at `SERIES_HZ`, up is positive; empty where not seen."""

    rise: Stretch
    head: Stretch


def motions(trace: Trace, end_s: float, window_s: float = RR_WINDOW_S) -> Body:
    """Shoulders and head in the trailing window."""
    both = _slow(trace, np.column_stack((trace.rise_px, trace.head_px)), end_s, window_s)
    if _long(both):
        return Body(*(Stretch(both.t_s, v, SERIES_HZ) for v in both.v.T))
    return Body(_slow(trace, trace.rise_px, end_s, window_s), _slow(trace, trace.head_px, end_s, window_s))


def group(seen: Body) -> Group | None:
    """What a body says of its breath; None if it says nothing."""
    if _long(seen.rise) and _long(seen.head):
        return _against_head(seen.rise, seen.head)
    for source, one in ((Source.SHOULDERS, seen.rise), (Source.HEAD, seen.head)):
        if _long(one):
            return Group(source, one.t_s, one.v[:, None], tuple(_spectra(one.v)))
    return None


def _against_head(shoulders: Stretch, above: Stretch) -> Group:
    """Evidence from both; breaths are counted where less else moves: in the rise, or against the head."""
    n = min(len(shoulders.v), len(above.v))
    rise, head = shoulders.v[-n:], above.v[-n:]
    against = rise - _part(rise, head) * head
    spectra = _spectra(np.column_stack((rise, head, against)))
    calmer = rise if spectra[-1].power[0].sum() <= spectra[-1].power[2].sum() else against
    return Group(Source.SHOULDERS, shoulders.t_s[-n:], calmer[:, None], tuple(_of_breath(s) for s in spectra))


def _part(rise: Float, head: Float) -> float:
    """b of this module's text."""
    r, h = detrend(np.column_stack((rise, head)), SERIES_HZ, SWAY_HZ).T
    return float(np.clip(r @ h / max(h @ h, TINY), 0, 1))


def _spectra(v: Float) -> list[Spectrum]:
    return [breath_spectrum(v[-round(window_s * SERIES_HZ) :], SERIES_HZ) for window_s in WINDOWS_S]


def _of_breath(of: Spectrum) -> Spectrum:
    """S of this module's text."""
    rise, head, against = of.power
    swaying = np.clip(1 - against.sum() / max(rise.sum(), TINY), 0, 1)
    return Spectrum(of.rate_bpm, np.minimum(rise, against) * rise / np.maximum(rise + swaying * head, TINY))


def _slow(trace: Trace, v: Float, end_s: float, window_s: float) -> Stretch:
    """The newest stretch of [N] or [N, C] in means of a few samples: less noise, and all of a breath."""
    fine = resample(trace.t_s, v, end_s, window_s)
    step = round(RESAMPLE_HZ / SERIES_HZ)
    rest = len(fine.v) % step
    t_s, means = (x[rest:].reshape(-1, step, *x.shape[1:]).mean(axis=1) for x in (fine.t_s, fine.v))
    return Stretch(t_s, means, SERIES_HZ)


def _long(series: Stretch) -> bool:
    """Long enough to say something, and not the same all the time."""
    return series.duration_s >= SHORT_WINDOW_S - 2 / SERIES_HZ and float(np.ptp(series.v)) > 0
