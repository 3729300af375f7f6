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
from vitals.respiration import motion
from vitals.respiration.conditioned import conditioned
from vitals.respiration.group import SHORT_WINDOW_S
from vitals.respiration.modulations import NAMES, modulations
from vitals.respiration.rates.spectral import breath_spectrum
from vitals.respiration.smart import SERIES, smart
from vitals.signals.resample import Stretch, resample
from vitals.types import Float, Trace

Method = Callable[[Trace, float], float]
"""(trace, time in s) -> rate in 1/min within 4..60, or NaN."""
NAN = float("nan")


def by_motion(trace: Trace, t_s: float) -> float:
    """The spectrum of shoulders and head together; of the head alone where no shoulders are seen."""
    found = motion.group(motion.motions(trace, t_s))
    return found.spectra[-1].peak_bpm() if found else NAN


def by_smart_fusion(trace: Trace, t_s: float) -> float:
    """Karlen's smart fusion of RIIV, RIAV and RIFV."""
    found = pulse_series(trace, t_s)
    return smart([_peak_bpm(found[name]) for name in SERIES]) if found else NAN


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
        return NAN if found is None else _peak_bpm(found)

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
    if skin.duration_s < SHORT_WINDOW_S:
        return {}
    method = CONTACT if bool((skin.v == skin.v[:, :1]).all()) else DEFAULT_METHOD
    heart_bpm = ESTIMATORS["spectrum"](_pulse(method, skin), skin.fs_hz)
    if not np.isfinite(heart_bpm):
        return {}
    return modulations(Stretch(skin.t_s, slow_wave(method, skin.v), skin.fs_hz), heart_bpm)


def _pulse(method: str, skin: Stretch) -> Float:
    return combined(waves(method, skin.v, skin.fs_hz))


def _peak_bpm(series: Stretch) -> float:
    return breath_spectrum(series.v, series.fs_hz).peak_bpm() if np.ptp(series.v) > 0 else NAN
