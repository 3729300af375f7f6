"""Heart-rate variability of a record: SDNN and RMSSD. Experimental.

A camera times a beat far worse than an electrode: on ten fingertips with ECG beside them the intervals are
good enough for SDNN, on faces rarely (docs/signals.md). So there is a number only from an unbroken minute
in which every second had a heart rate and the beats are alike, and RMSSD, which lives from the difference
of neighbours, needs beats that are nearly the same. Task Force of ESC and NASPE 1996, "Heart rate
variability", doi:10.1161/01.CIR.93.5.1043, for both measures.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from vitals import pulse
from vitals.heart_rate.beats import Beats, beats
from vitals.limits import ESTIMATE_EVERY_S, HR_WINDOW_S
from vitals.quality.wave import GOOD_TEMPLATE, template_correlation
from vitals.signals.bandpass import bandpass
from vitals.signals.resample import Stretch, resample
from vitals.types import Estimate, Trace
from vitals.withheld import Withheld

NEEDED_S, LONGEST_S = 60.0, 300.0
"""Length of the stretch: at least, and of a longer one the newest so much."""
SHAPE_BAND_HZ = (0.7, 4.0)
"""In which beats are compared: their shape is in the harmonics."""
BEAT_BAND = (0.7, 1.4)
"""In which beats are timed, as multiples of the heart rate. On fingertips, against ECG, wider bands made of
camera noise up to four times the true RMSSD."""
NEARLY_THE_SAME = 0.95
"""Template correlation from which RMSSD is given."""
EDGE_S = 2.0
"""At either end of the stretch the filter has seen too little of the wave to time a beat."""
MIN_VALID_SHARE = 0.9
"""Of the intervals that must be one beat long."""


@dataclass(frozen=True, slots=True)
class Hrv:
    """Either `sdnn_ms` or a reason is there; RMSSD may be missing beside SDNN."""

    sdnn_ms: float | None
    """Standard deviation of the intervals."""
    rmssd_ms: float | None
    """Root mean square of the steps from one interval to the next; None where beats are not alike enough."""
    beats: int
    template_correlation: float | None
    """How alike the beats are, -1..1."""
    withheld: Withheld | None

    @classmethod
    def none(cls, reason: Withheld, alike: float | None = None) -> Hrv:
        return cls(None, None, 0, alike, reason)

    def as_json(self) -> dict[str, Any]:
        return {
            "experimental": True,
            "sdnn_ms": _rounded(self.sdnn_ms, 1),
            "rmssd_ms": _rounded(self.rmssd_ms, 1),
            "beats": self.beats,
            "template_correlation": _rounded(self.template_correlation, 3),
            "withheld": self.withheld,
        }


def variability(trace: Trace, estimates: Sequence[Estimate], method: str) -> Hrv:
    """Of the longest stretch of the record in which every second has a heart rate."""
    run = _longest_run(estimates)
    if not run:
        return Hrv.none(Withheld.TOO_SHORT)
    end_s = run[-1].t_s
    start_s = max(float(trace.t_s[0]), run[0].t_s - HR_WINDOW_S, end_s - LONGEST_S)
    part = trace.between(start_s, end_s)
    skin = resample(part.t_s, pulse.skin_columns(method, part), end_s, end_s - start_s)
    if skin.duration_s < NEEDED_S - ESTIMATE_EVERY_S:
        return Hrv.none(Withheld.TOO_SHORT)
    wave = pulse.combined(pulse.waves(method, skin.v, skin.fs_hz))
    rate_bpm = float(np.median([e.heart_rate.value_bpm for e in run]))
    return of_wave(Stretch(skin.t_s, wave, skin.fs_hz), rate_bpm)


def of_wave(wave: Stretch, rate_bpm: float) -> Hrv:
    """Of a pulse wave [N] (systoles up) of about `rate_bpm`, `NEEDED_S` long or longer."""
    shape = bandpass(wave.v, wave.fs_hz, *SHAPE_BAND_HZ)
    alike = template_correlation(Stretch(wave.t_s, shape, wave.fs_hz), rate_bpm)
    if not alike >= GOOD_TEMPLATE:
        return Hrv.none(Withheld.NO_PULSE, alike if np.isfinite(alike) else None)
    low_hz, high_hz = (part * rate_bpm / 60 for part in BEAT_BAND)
    timed = bandpass(wave.v, wave.fs_hz, low_hz, high_hz)
    edge = round(EDGE_S * wave.fs_hz)
    inner = Stretch(wave.t_s[edge:-edge], timed[edge:-edge], wave.fs_hz)
    return _of_beats(beats(inner, rate_bpm), alike)


def _of_beats(found: Beats, alike: float) -> Hrv:
    if len(found.ibi_s) < 2 or found.valid.mean() < MIN_VALID_SHARE:
        return Hrv.none(Withheld.NO_PULSE, alike)
    neighbours = found.valid[1:] & found.valid[:-1]
    steps_s = np.diff(found.ibi_s)[neighbours]
    rmssd_s = float(np.sqrt(np.mean(steps_s**2)))
    return Hrv(
        sdnn_ms=1e3 * float(found.ibi_s[found.valid].std(ddof=1)),
        rmssd_ms=1e3 * rmssd_s if alike >= NEARLY_THE_SAME else None,
        beats=len(found.t_s),
        template_correlation=alike,
        withheld=None,
    )


def _longest_run(estimates: Sequence[Estimate]) -> Sequence[Estimate]:
    """The longest row of estimates that all have a heart rate; the later one of two."""
    best: Sequence[Estimate] = ()
    begin = 0
    for i, estimate in enumerate(estimates):
        if estimate.heart_rate.value_bpm is None:
            begin = i + 1
        elif i + 1 - begin >= len(best):
            best = estimates[begin : i + 1]
    return best


def _rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
