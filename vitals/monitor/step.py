"""One estimate from the trailing windows of a trace, and all of them for a whole one."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from vitals import heart_rate, quality, respiration
from vitals.heart_rate.agreement import methods_disagree
from vitals.heart_rate.estimate import CONTEXT_S, PulseReading
from vitals.limits import (
    ESTIMATE_EVERY_S,
    HR_FIRST_S,
    HR_MAX_BPM,
    HR_MIN_BPM,
    HR_WINDOW_S,
    RR_FIRST_S,
    RR_WINDOW_S,
)
from vitals.monitor.state import MonitorState
from vitals.pulse import CONTACT, DEFAULT_METHOD, check, skin_columns, slow_wave
from vitals.quality import EDGE_TOLERANCE_S
from vitals.respiration.motion import motions
from vitals.signals.resample import Stretch, resample
from vitals.types import Estimate, Rate, Trace, Wave
from vitals.withheld import Withheld

HEART_BAR = 0.8
"""Probability of being within 5/min from which a heart rate is shown: four in five right is the least that
a shown number is worth. What it costs in coverage, and what another bar would: docs/signals.md."""
MIN_PATCH_SHARE = 0.1
"""Of the whole skin's pixels; a smaller patch (a forehead under a fringe) is more noise than pulse."""
DRAWN_HZ = 10.0
"""A drawn breath wave needs no more."""


def estimate(
    trace: Trace, t_s: float, state: MonitorState, method: str = DEFAULT_METHOD
) -> tuple[Estimate, MonitorState]:
    """What is known at `t_s`.

    Args:
        trace: At least the samples of the trailing `RR_WINDOW_S`; what is after `t_s` is not looked at.
        state: What the estimate before has left; fresh at the beginning.
        method: A name in `vitals.pulse.METHODS`, or `CONTACT` for a contact PPG.

    Raises:
        ValueError: The method is unknown, or `t_s` is before the state's time.
    """
    state = state.later(t_s)
    contact = method == CONTACT
    window = trace.between(t_s - RR_WINDOW_S - 1, t_s)
    now = quality.conditions(window, t_s, HR_WINDOW_S, contact=contact)
    long = quality.conditions(window, t_s, RR_WINDOW_S, contact=contact)
    skin = resample(window.t_s, skin_columns(method, window), t_s, RR_WINDOW_S)
    recent = skin.last(CONTEXT_S)
    pulse, heart_state = heart_rate.read(recent, state.heart, method, _patches(window, t_s, recent, method))
    heart = _heart_rate(pulse, now, skin, contact)
    body = motions(window, t_s, RR_WINDOW_S)
    breath, breath_state = respiration.read(body, _slow_wave(skin, method), heart.value_bpm, state.breath)
    rate = _breath_rate(breath, long, now)
    result = Estimate(
        t_s=t_s,
        heart_rate=heart,
        respiratory_rate=rate,
        snr_db=pulse.snr_db if pulse else None,
        pulse=_drawn(pulse.wave if pulse else None),
        breath=_drawn(_thinned(breath.wave)),
        instruction=quality.instruction(now, heart.withheld, rate.withheld),
        heart_candidate_bpm=pulse.rate_bpm if pulse else None,
        heart_interval_bpm=pulse.interval_bpm if pulse and heart.withheld is None else None,
        skin_luma=_known(now.skin_luma),
        face_speed=_known(now.face_speed),
        breath_candidate_bpm=breath.candidate_bpm,
        breath_interval_bpm=breath.interval_bpm if rate.withheld is None else None,
    )
    return result, MonitorState(t_s, heart_state, breath_state)


def run(trace: Trace, method: str = DEFAULT_METHOD) -> Iterator[Estimate]:
    """The estimates of each of its `seconds`, in the trace's own time."""
    state = MonitorState.fresh()
    for t_s in seconds(trace):
        result, state = estimate(trace, t_s, state, method)
        yield result


def seconds(trace: Trace) -> list[float]:
    """First t + 1, 2, ... s, up to the end of the last frame: 10 s of video end with a tenth estimate."""
    if len(trace) < 2:
        return []
    first_s, last_s = float(trace.t_s[0]), float(trace.t_s[-1])
    frame_s = (last_s - first_s) / (len(trace) - 1)
    count = int((last_s - first_s + frame_s) / ESTIMATE_EVERY_S + 1e-6)
    return [first_s + (i + 1) * ESTIMATE_EVERY_S for i in range(count)]


def _heart_rate(reading: PulseReading | None, now: quality.Conditions, skin: Stretch, contact: bool) -> Rate:
    """Judge a reading: first what forbids a number, then the signal itself, then what spoils it."""
    reason = quality.missing(now, HR_FIRST_S)
    if reason or reading is None:
        return Rate.none(reason or Withheld.TOO_SHORT)
    if reading.quality >= HEART_BAR and HR_MIN_BPM <= reading.rate_bpm <= HR_MAX_BPM:
        return Rate.answered(reading.rate_bpm, reading.quality)
    cause = Withheld.MOTION if reading.moving else quality.spoiled(now)
    if cause is None and not contact and methods_disagree(skin.last(CONTEXT_S)):
        cause = Withheld.METHODS_DISAGREE
    return Rate.none(cause or Withheld.NO_PULSE, reading.quality)


def _patches(window: Trace, t_s: float, skin: Stretch, method: str) -> list[Stretch]:
    """The patches that are large enough and seen for as long as the whole skin; a trace file has none.

    Second moments are those of the whole skin alone.
    """
    if method != CONTACT and check(method).needs_moments:
        return []
    whole, *parts = window.area_px.sum(axis=0)
    regions = [r for r, part in enumerate(parts, 1) if part > 0 and part >= MIN_PATCH_SHARE * whole]
    together = _resampled(window, regions, t_s, skin)
    if together:
        return together
    return [patch for r in regions for patch in _resampled(window, [r], t_s, skin)]


def _resampled(window: Trace, regions: list[int], t_s: float, skin: Stretch) -> list[Stretch]:
    """Regions on one grid, all or none: seen together as long as the whole skin. One call costs like one."""
    if not regions:
        return []
    colours = window.rgb[:, regions].reshape(len(window), -1)
    found = resample(window.t_s, colours, t_s, CONTEXT_S)
    if found.duration_s < skin.duration_s - EDGE_TOLERANCE_S:
        return []
    return [Stretch(found.t_s, part, found.fs_hz) for part in np.split(found.v, len(regions), axis=1)]


def _slow_wave(skin: Stretch, method: str) -> Stretch:
    return Stretch(skin.t_s, slow_wave(method, skin.v) if len(skin.v) else skin.t_s, skin.fs_hz)


def _breath_rate(
    reading: respiration.BreathReading, long: quality.Conditions, now: quality.Conditions
) -> Rate:
    """The same for the breath."""
    reason = quality.missing(long, RR_FIRST_S)
    if reason:
        return Rate.none(reason)
    if reading.rate.withheld is Withheld.NO_BREATH:
        return Rate.none(quality.spoiled(now) or Withheld.NO_BREATH, reading.rate.quality)
    return reading.rate


def _known(value: float) -> float | None:
    return value if np.isfinite(value) else None


def _drawn(wave: Stretch | None) -> Wave | None:
    return None if wave is None else Wave(wave.t_s, wave.v)


def _thinned(wave: Stretch | None) -> Stretch | None:
    """Every n-th sample of a wave that is band-limited anyway."""
    if wave is None or wave.fs_hz <= DRAWN_HZ:
        return wave
    step = round(wave.fs_hz / DRAWN_HZ)
    return Stretch(wave.t_s[::step], wave.v[::step], wave.fs_hz / step)
