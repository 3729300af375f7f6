"""Respiratory rate of the trailing 30 s of a trace, by name.

Each method stands alone: it knows one window, nothing before it, and answers whenever it can. The
monitor follows the breath over time and withholds; these are for evaluations and for comparison.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from vitals.heart_rate.estimators import ESTIMATORS
from vitals.limits import RR_WINDOW_S
from vitals.pulse import CONTACT, DEFAULT_METHOD, combined, slow_wave, waves
from vitals.respiration.conditioned import conditioned
from vitals.respiration.modulations import NAMES, modulations
from vitals.respiration.motion import motions
from vitals.respiration.rates.spectral import breath_spectrum, spectral
from vitals.respiration.smart import SERIES, smart
from vitals.signals.resample import Stretch, resample
from vitals.types import Float, Trace

Method = Callable[[Trace, float], float]
"""(trace, time in s) -> rate in 1/min within 4..60, or NaN."""
MIN_WINDOW_S = 16.0
"""A shorter stretch has no breath rate: two breaths of 8/min."""
NAN = float("nan")


def by_motion(trace: Trace, t_s: float) -> float:
    """The spectra of the shoulders and of the head, the clearly peaked of them averaged."""
    series = [s for s in motions(trace, t_s, RR_WINDOW_S) if s.duration_s >= MIN_WINDOW_S]
    return conditioned([breath_spectrum(s.v, s.fs_hz) for s in series]) if series else NAN


def by_smart_fusion(trace: Trace, t_s: float) -> float:
    """Karlen's smart fusion of RIIV, RIAV and RIFV."""
    found = pulse_series(trace, t_s)
    return smart([spectral(found[name].v, found[name].fs_hz) for name in SERIES]) if found else NAN


def by_conditioned_averaging(trace: Trace, t_s: float) -> float:
    """Spectral-peak-conditioned averaging of all modulations."""
    return conditioned([breath_spectrum(s.v, s.fs_hz) for s in pulse_series(trace, t_s).values()])


def by_both(trace: Trace, t_s: float) -> float:
    """Motion where it is seen, else the conditioned modulations."""
    rate_bpm = by_motion(trace, t_s)
    return rate_bpm if np.isfinite(rate_bpm) else by_conditioned_averaging(trace, t_s)


def by_modulation(name: str) -> Method:
    """One modulation alone, by its spectrum."""

    def rate_bpm(trace: Trace, t_s: float) -> float:
        found = pulse_series(trace, t_s).get(name)
        return NAN if found is None else spectral(found.v, found.fs_hz)

    return rate_bpm


METHODS: dict[str, Method] = {
    "motion": by_motion,
    "smart": by_smart_fusion,
    "conditioned": by_conditioned_averaging,
    "fused": by_both,
    **{name: by_modulation(name) for name in NAMES},
}


def pulse_series(trace: Trace, t_s: float) -> dict[str, Stretch]:
    """The modulations of the window by name; none without a pulse. Equal channels are a contact wave."""
    skin = resample(trace.t_s, trace.rgb[:, 0], t_s, RR_WINDOW_S)
    if skin.duration_s < MIN_WINDOW_S:
        return {}
    method = CONTACT if bool((skin.v == skin.v[:, :1]).all()) else DEFAULT_METHOD
    heart_bpm = ESTIMATORS["spectrum"](_pulse(method, skin), skin.fs_hz)
    if not np.isfinite(heart_bpm):
        return {}
    return modulations(Stretch(skin.t_s, slow_wave(method, skin.v), skin.fs_hz), heart_bpm)


def _pulse(method: str, skin: Stretch) -> Float:
    return combined(waves(method, skin.v, skin.fs_hz))
