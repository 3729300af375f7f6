"""Rates from contact waves, for sets that give a pulse wave, an ECG or a breath wave but no rate."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import uniform_filter1d
from scipy.signal import find_peaks

from vitals.evaluation.datasets.rate_truth import Origin, RateTruth
from vitals.heart_rate.beats import beats
from vitals.heart_rate.estimators import by_autocorrelation
from vitals.limits import HR_MAX_BPM, HR_MIN_BPM, RR_MAX_BPM, RR_MIN_BPM
from vitals.signals.bandpass import bandpass
from vitals.signals.resample import Stretch
from vitals.types import Float

SECTION_S = 10.0
"""Beats are sought near the rate of their own section: a record may hold both rest and exercise."""
QRS_HZ = (8.0, 20.0)
"""Where the QRS complex has its power and P, T and breath have little (Pan, Tompkins 1985,
doi:10.1109/TBME.1985.325532)."""
QRS_S = 0.12
MAX_JUMP = 1.5
"""Factor by which an interval may differ from its neighbours' median; more is a lost or a false beat."""
MIN_WAVE_S = 4.0
"""A shorter wave says nothing of a rate."""
BREATH_PROMINENCE = 0.7
"""Of the wave's standard deviation: a smaller hump is no breath."""

_NOTHING = RateTruth(np.zeros(0), np.zeros(0), Origin.WAVE)


def heart_rate_of_pulse(t_s: Float, v: Float) -> RateTruth:
    """Rate from a contact pulse wave (PPG or blood pressure) `v` [N] at times `t_s` [N], systoles up."""
    wave = uniform(t_s, v)
    if _is_silent(wave):
        return _NOTHING
    high_hz = min(HR_MAX_BPM / 60, 0.45 * wave.fs_hz)
    flat = bandpass(wave.v, wave.fs_hz, HR_MIN_BPM / 60, high_hz)
    return _of_beats(Stretch(wave.t_s, flat, wave.fs_hz))


def heart_rate_of_ecg(t_s: Float, v: Float) -> RateTruth:
    """Rate from an ECG `v` [N] of any polarity: each QRS becomes one hump of power."""
    wave = uniform(t_s, v)
    if _is_silent(wave):
        return _NOTHING
    power = bandpass(wave.v, wave.fs_hz, *QRS_HZ) ** 2
    humps = np.sqrt(uniform_filter1d(power, max(1, round(QRS_S * wave.fs_hz))))
    return _of_beats(
        Stretch(wave.t_s, bandpass(humps, wave.fs_hz, HR_MIN_BPM / 60, HR_MAX_BPM / 60), wave.fs_hz)
    )


def breath_rate_of_wave(t_s: Float, v: Float) -> RateTruth:
    """Rate from a belt, a thermistor or an impedance wave `v` [N]."""
    wave = uniform(t_s, v)
    if _is_silent(wave):
        return _NOTHING
    flat = bandpass(wave.v, wave.fs_hz, RR_MIN_BPM / 60, RR_MAX_BPM / 60)
    tops = find_peaks(
        flat, prominence=BREATH_PROMINENCE * flat.std(), distance=max(1, round(60 / RR_MAX_BPM * wave.fs_hz))
    )[0]
    return RateTruth.of_events(wave.t_s[tops], RR_MIN_BPM, RR_MAX_BPM, Origin.WAVE)


def uniform(t_s: Float, v: Float) -> Stretch:
    """The wave on a uniform grid of its own mean rate; what is not finite is bridged."""
    there = np.isfinite(v) & np.isfinite(t_s)
    times, first = np.unique(t_s[there], return_index=True)
    if len(times) < 3:
        return Stretch(np.zeros(0), np.zeros(0), 1.0)
    values = v[there][first]
    fs_hz = (len(times) - 1) / (times[-1] - times[0])
    grid = times[0] + np.arange(len(times)) / fs_hz
    return Stretch(grid, np.interp(grid, times, values), float(fs_hz))


def _is_silent(wave: Stretch) -> bool:
    return wave.duration_s < MIN_WAVE_S or float(np.ptp(wave.v)) == 0


def _of_beats(wave: Stretch) -> RateTruth:
    n, half = len(wave.v), round(SECTION_S * wave.fs_hz / 2)
    found: list[Float] = []
    for middle in range(half, max(n - half, half) + 1, half):
        section = Stretch(
            wave.t_s[middle - half : middle + half], wave.v[middle - half : middle + half], wave.fs_hz
        )
        around_bpm = by_autocorrelation(section.v, wave.fs_hz) if len(section.v) else float("nan")
        if np.isfinite(around_bpm):
            at_s = beats(section, around_bpm).t_s
            first, last = middle <= half, middle >= n - 2 * half
            low = -np.inf if first else wave.t_s[middle - half // 2]
            high = np.inf if last else wave.t_s[min(n - 1, middle + half - half // 2)]
            found.append(at_s[(at_s >= low) & (at_s < high)])
    return _steady(np.concatenate(found) if found else np.zeros(0))


def _steady(beat_s: Float) -> RateTruth:
    """Where an interval disagrees with its neighbours, a beat is lost or false: that stretch is silence."""
    truth = RateTruth.of_events(_apart(beat_s), HR_MIN_BPM, HR_MAX_BPM, Origin.WAVE)
    rate = truth.rate_bpm
    if np.isfinite(rate).sum() < 3:
        return truth
    reach = round(SECTION_S / (truth.t_s[1] - truth.t_s[0])) // 2 if len(truth.t_s) > 1 else 1
    padded = np.pad(rate, reach, constant_values=np.nan)
    windows = np.lib.stride_tricks.sliding_window_view(padded, 2 * reach + 1)
    with np.errstate(all="ignore"):
        usual = np.array([np.median(w[np.isfinite(w)]) if np.isfinite(w).any() else np.nan for w in windows])
    odd = (rate > MAX_JUMP * usual) | (rate < usual / MAX_JUMP)
    return RateTruth(truth.t_s, np.where(odd, np.nan, rate), truth.origin)


def _apart(beat_s: Float) -> Float:
    """Beats that two sections have both found are one."""
    beat_s = np.sort(beat_s)
    keep = np.diff(beat_s, prepend=-np.inf) > 60 / HR_MAX_BPM / 2
    return np.asarray(beat_s[keep])
