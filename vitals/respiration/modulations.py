"""What breathing does to the pulse wave: ten series, each at `SERIES_HZ` over the whole stretch.

The seven of Fiedler, Rapczyński, Al-Hamadi 2020, "Fusion-based approach for respiratory rate
recognition from facial video images" (IEEE Access 8, doi:10.1109/ACCESS.2020.3008687), per beat:
    am        peak minus trough                                 (RIAV)
    bm_half   mean of peak and trough, bm_max, bm_min           (RIIV)
    fm_max    interval between peaks, fm_min between troughs    (RIFV)
    fm_rate   the heart rate of each moment, from the phase of the fundamental
(what the seventh is in the paper could not be read; the rate of each moment is what is left to vary).
Two of Fiedler et al. 2021 ("interpolating pulsatile PPG rise and fall times", ISBI): `rise` and `fall`.
And `colour`, the slow part of the wave itself, which needs no beats.

The wave must still have its slow part: a high-pass at 0.7 Hz would remove baseline and amplitude.
"""

from __future__ import annotations

import numpy as np
from scipy.interpolate import PchipInterpolator
from scipy.signal import hilbert

from vitals.limits import HR_MIN_BPM, RR_MAX_BPM
from vitals.respiration.beats import Beats, beats, fundamental
from vitals.respiration.group import SERIES_HZ, SHORT_WINDOW_S, WINDOWS_S, Group, Source
from vitals.respiration.rates.spectral import breath_spectrum
from vitals.signals.bandpass import bandpass
from vitals.signals.resample import Stretch
from vitals.types import Float

MIN_BEATS = 6
COLOUR_LOW_HZ = 0.05
COLOUR_BELOW_HEART = 0.6
"""Upper end of the slow part, as a multiple of the heart rate."""
NAMES = ("am", "bm_half", "bm_max", "bm_min", "fm_max", "fm_min", "rise", "fall", "fm_rate", "colour")


def modulations(wave: Stretch, heart_bpm: float) -> dict[str, Stretch]:
    """The series of a pulse wave [N] by their `NAMES`; none where there are not enough beats."""
    around = fundamental(wave, heart_bpm)
    found = beats(wave, heart_bpm, around)
    if len(found) < MIN_BEATS:
        return {}
    step = wave.fs_hz / SERIES_HZ
    at = np.arange(0, len(wave.v), step)
    t_s = wave.t_s[0] + at / wave.fs_hz
    inside_s = np.clip(t_s, found.peak_s[0], found.peak_s[-1])
    columns = PchipInterpolator(found.peak_s, _per_beat(found))(inside_s).T
    series = (*columns, _rate(around, at, step), _colour(wave, heart_bpm))
    return {name: Stretch(t_s, v, SERIES_HZ) for name, v in zip(NAMES, series, strict=True)}


def group(series: dict[str, Stretch], heart_bpm: float) -> Group | None:
    """What all of them say of the breath, none faster than every other beat; None if there are none."""
    if not series:
        return None
    t_s = next(iter(series.values())).t_s
    if len(t_s) < SHORT_WINDOW_S * SERIES_HZ - 1:
        return None
    fastest = min(RR_MAX_BPM, float(np.floor(max(heart_bpm, HR_MIN_BPM) / 2)))
    columns = np.column_stack([s.v for s in series.values()])
    spectra = (breath_spectrum(columns[-round(w * SERIES_HZ) :], SERIES_HZ, fastest) for w in WINDOWS_S)
    return Group(Source.PULSE, t_s, columns, tuple(spectra))


def _per_beat(b: Beats) -> Float:
    """[B, 8]"""
    return np.column_stack(
        (
            b.peak - b.trough,
            (b.peak + b.trough) / 2,
            b.peak,
            b.trough,
            b.peak_interval_s,
            b.trough_interval_s,
            b.rise_s,
            b.fall_s,
        )
    )


def _rate(around: Float, at: Float, step: float) -> Float:
    """Beats per step of the phase, at places `at` in samples."""
    turns = np.unwrap(np.angle(hilbert(around))) / (2 * np.pi)
    edges = np.append(at, at[-1] + step) - step / 2
    return np.diff(np.interp(edges, np.arange(len(turns)), turns))


def _colour(wave: Stretch, heart_bpm: float) -> Float:
    """The slow part in means of a few samples; what a quick heart folds over is filtered out after."""
    step = round(wave.fs_hz / SERIES_HZ)
    whole = np.pad(wave.v, (0, -len(wave.v) % step), mode="edge").reshape(-1, step).mean(axis=1)
    high_hz = min(RR_MAX_BPM, COLOUR_BELOW_HEART * round(heart_bpm)) / 60
    return bandpass(whole, SERIES_HZ, COLOUR_LOW_HZ, high_hz)
