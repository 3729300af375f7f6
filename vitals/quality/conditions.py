"""What spoils a measurement: one order of causes for reasons, and one for what to tell the person.

Some conditions forbid a number: no face, too short, holes, too few frames, or exercise, since steps and
jumps look like a pulse to every method. The others (a small face, bad light, motion) only explain a weak
signal: if the pulse is clear in spite of them, it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vitals import limits
from vitals.signals.resample import present, unbroken
from vitals.types import REGIONS, Float, Trace
from vitals.withheld import Withheld

NOW_S = 1.0
"""A face that was last seen longer ago is not there."""
LIGHT_STEP_S, MOTION_STEP_S = 0.5, 0.2
"""Light and motion are judged from step to step: a mask's outline flickers from frame to frame."""
EDGE_TOLERANCE_S = 0.2
"""A window may miss a few frames at its ends."""
NEWEST_S = 2.0
"""What can be put on and off is judged by the newest seconds alone."""
NOSE = REGIONS.index("nose")
LUMA = np.array([0.299, 0.587, 0.114])


@dataclass(frozen=True, slots=True)
class Conditions:
    """What the trailing window looks like. NaN is unknown, and never a reason."""

    samples: int
    fps: float
    since_last_s: float
    """Seconds from the newest sample with skin to now; inf without one."""
    stretch_s: float
    """Length of the unbroken stretch of skin that ends now."""
    face_share: float
    """Share of the stretch's frames that show skin."""
    hole: bool
    """Whether samples are missing for longer than `MAX_GAP_S` (a lost face is no hole)."""
    face_height: float
    face_speed: float
    skin_luma: float
    clipped_share: float
    light_step: float
    backlight: float
    """Luma of the background above the skin's."""
    covered_share: float
    """Area of what covers the face over the face's, in the newest seconds: a mask that is off is no cause."""
    nose_share: float
    """Area of the nose over the skin's, in the newest seconds."""


def conditions(trace: Trace, end_s: float, window_s: float, *, contact: bool = False) -> Conditions:
    """Look at the trailing window of a trace that ends at `end_s`; `contact`: its channels are no colours."""
    start_s = end_s - window_s - EDGE_TOLERANCE_S
    window = trace.between(start_s, end_s)
    skin = window.rgb[:, 0]
    seen = np.asarray(np.isfinite(skin).all(axis=1))
    times, _ = present(window.t_s, skin)
    stretch = times[unbroken(times, end_s)]
    inside = window.t_s >= (stretch[0] if len(stretch) else np.inf)
    known = bool(np.isfinite(window.face).any())
    newest = window.between(end_s - NEWEST_S, end_s)
    clock = times if len(times) and not known else window.t_s
    return Conditions(
        samples=len(window),
        fps=measured_fps(window.t_s),
        since_last_s=end_s - float(times[-1]) if len(times) else float("inf"),
        stretch_s=float(stretch[-1] - stretch[0]) if len(stretch) else 0.0,
        face_share=float(seen[inside].mean()) if inside.any() else 0.0,
        hole=_hole(clock, end_s),
        face_height=_mean(window.face[:, 3]),
        face_speed=_speed(window),
        skin_luma=float("nan") if contact else _mean(skin @ LUMA),
        clipped_share=_mean(window.clipped_share),
        light_step=_light_step(window),
        backlight=float("nan") if contact else _mean(window.background_luma - skin @ LUMA),
        covered_share=_mean(newest.covered_share),
        nose_share=_share(newest.area_px[:, NOSE], newest.area_px[:, 0]),
    )


def missing(c: Conditions, needed_s: float) -> Withheld | None:
    """Why there cannot be a number, if so. First what is wrong now, last what only takes patience."""
    if c.since_last_s > NOW_S and not c.hole:
        return Withheld.NO_FACE
    if c.fps < limits.MIN_FPS:
        return Withheld.LOW_FRAME_RATE
    if c.stretch_s < needed_s - EDGE_TOLERANCE_S:
        return Withheld.GAPS if c.hole else Withheld.TOO_SHORT
    if c.face_share < limits.MIN_FACE_SHARE:
        return Withheld.NO_FACE
    if c.face_speed > limits.FORBIDDING_FACE_SPEED:
        return Withheld.MOTION
    return None


def spoiled(c: Conditions) -> Withheld | None:
    """What may be the cause of a weak signal, the most likely first."""
    if unfit := _unfit(c):
        return unfit
    if c.face_speed > limits.MAX_FACE_SPEED:  # before the light: a head that moves covers the background
        return Withheld.MOTION
    if c.light_step > limits.MAX_LIGHT_STEP:
        return Withheld.LIGHT_CHANGES
    return None


def _unfit(c: Conditions) -> Withheld | None:
    """What is wrong with the picture as it stands; it needs no window to be seen."""
    if c.face_height < limits.MIN_FACE_HEIGHT:
        return Withheld.FACE_SMALL
    if c.covered_share > limits.MAX_COVERED_SHARE or c.nose_share < limits.MIN_NOSE_SHARE:
        return Withheld.FACE_COVERED
    if c.skin_luma < limits.MAX_BACKLIT_LUMA and c.backlight > limits.MIN_BACKLIGHT:
        return Withheld.BACKLIT
    if c.skin_luma < limits.MIN_SKIN_LUMA:
        return Withheld.DARK
    if c.clipped_share > limits.MAX_CLIPPED_SHARE:
        return Withheld.OVEREXPOSED
    return None


def instruction(c: Conditions, heart: Withheld | None, breath: Withheld | None) -> Withheld | None:
    """The one thing to tell the person now: what is missing, what spoils, then what the signals lack.

    Nobody need wait for a number to hear of a mask or the dark. Movement and light are left to settle first.
    """
    lacks = missing(c, limits.HR_FIRST_S)
    if lacks is Withheld.TOO_SHORT and c.stretch_s >= NEWEST_S - EDGE_TOLERANCE_S:
        lacks = _unfit(c) or lacks
    return lacks or spoiled(c) or heart or (breath if _lacks(breath) else None)


def _lacks(breath: Withheld | None) -> bool:
    """Waiting for the longer window of the breath is nothing to act on."""
    return breath is not None and breath is not Withheld.TOO_SHORT


def measured_fps(t_s: Float) -> float:
    """Measured rate of the frames; a hole does not lower it."""
    steps = np.diff(t_s)
    steps = steps[steps > 0]
    if len(steps) == 0:
        return float("nan")
    whole = steps[steps <= limits.MAX_GAP_S]
    typical = whole.mean() if len(whole) > len(steps) / 2 else np.median(steps)
    return float(1 / typical)


def _hole(t_s: Float, end_s: float) -> bool:
    return len(t_s) > 0 and bool(np.diff(t_s, append=end_s).max() > limits.MAX_GAP_S)


def _mean(v: Float) -> float:
    v = v[np.isfinite(v)]
    return float(v.mean()) if len(v) else float("nan")


def _share(part_px: Float, whole_px: Float) -> float:
    seen = whole_px > 0
    return _mean(part_px[seen] / whole_px[seen])


def _steps(t_s: Float, v: Float, step_s: float) -> Float:
    """Means of `v` [N] or [N, C] over steps of time, in order."""
    there = np.isfinite(v) if v.ndim == 1 else np.isfinite(v).all(axis=1)
    t_s, v = t_s[there], v[there]
    bins = np.unique(np.floor(t_s / step_s), return_inverse=True)[1]
    counts = np.bincount(bins)
    sums = [np.bincount(bins, weights=column) for column in np.atleast_2d(v.T)]
    return np.array(sums).T / counts[:, None] if len(t_s) else np.empty((0, len(sums)))


def _speed(window: Trace) -> float:
    """Mean speed of the face's centre in face sizes per second."""
    steps = _steps(window.t_s, window.face, MOTION_STEP_S)
    if len(steps) < 2:
        return float("nan")
    moved = np.diff(steps[:, :2], axis=0) / steps[1:, 2:]
    return float(np.hypot(moved[:, 0], moved[:, 1]).mean() / MOTION_STEP_S)


def _light_step(window: Trace) -> float:
    steps = _steps(window.t_s, window.background_luma, LIGHT_STEP_S)
    return float(np.abs(np.diff(steps[:, 0])).max()) if len(steps) > 1 else float("nan")
