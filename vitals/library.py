"""Single steps for other people's programs: arrays in, a wave or a rate out. docs/library.md has examples.

`vitals.monitor` follows a rate over time and withholds it when in doubt; the functions in here look
at what they are given and answer.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from vitals import pulse
from vitals.errors import TraceError
from vitals.limits import MAX_GAP_S, RESAMPLE_HZ
from vitals.signals.detrend import detrend
from vitals.signals.resample import present, resample
from vitals.types import MOMENTS, Float, Image, Trace, Wave

if TYPE_CHECKING:  # what each of them needs is loaded when it is called
    from vitals.segmentation.fasenet import FaSeNet

CORNER_HZ = 0.5
"""What is slower is no pulse; a sine there keeps half of itself."""
MAX_FS_HZ = 1000.0
"""No camera and no contact sensor is faster; beyond, filters of a heart's band lose their digits."""
FLAT = 1e-9
"""Relative change that is rounding: colours that stand still have no pulse, whatever a method makes of it."""


def estimate_pulse(
    rgb: Float, *, t_s: Float | None = None, fs_hz: float | None = None, method: str = pulse.DEFAULT_METHOD
) -> Wave:
    """The pulse wave of a stretch of skin colour.

    Args:
        rgb: [N, 3] mean skin colour in 8-bit units, NaN where missing; for a method that needs second
            moments the columns of `vitals.pulse.skin_columns`.
        t_s: [N] capture times in seconds, increasing; the wave is resampled to 30 Hz. Or:
        fs_hz: The rate of samples that are evenly spaced; they start at 0 s.
        method: A name in `METHODS`, or a plug-in that is switched on.

    Returns:
        A wave of about unit variance with systoles up, detrended; zeros if the colours stand still.

    Raises:
        ValueError: Shapes do not fit, not just one of `t_s` and `fs_hz` is given, or the method is unknown.
        TraceError: There is a hole of more than `MAX_GAP_S`: nothing is known of the pulse in it.
        MethodError: The method needs second moments, or is a plug-in that fails.
    """
    rgb = _floats("rgb", rgb)
    t_s, grid_hz = _times(rgb, None if t_s is None else _floats("t_s", t_s), fs_hz)
    there, colours = present(t_s, rgb)
    _check_unbroken(there)
    even = resample(there, colours, float(there[-1]), float(there[-1] - there[0]), grid_hz)
    if np.ptp(even.v, axis=0).max() <= FLAT * np.abs(even.v).max():
        return Wave(even.t_s, np.zeros(len(even.t_s)))
    wave = pulse.combined(pulse.waves(method, even.v, grid_hz))
    return Wave(even.t_s, detrend(wave, grid_hz, CORNER_HZ))


def estimate_heart_rate(wave: Wave, estimator: str = "spectrum") -> float:
    """Heart rate of the whole wave in 1/min, NaN where there is none.

    Args:
        wave: Evenly spaced, as `estimate_pulse` gives it; 10 s are usual.
        estimator: "spectrum", "autocorrelation" or "peaks".

    Raises:
        ValueError: The estimator is unknown, or the wave has not one time for each value, increasing.
    """
    from vitals.heart_rate.estimators import ESTIMATORS

    if estimator not in ESTIMATORS:
        raise ValueError(f"unknown estimator {estimator!r}: choose one of {', '.join(ESTIMATORS)}")
    t_s, v = _floats("wave.t_s", wave.t_s), _floats("wave.v", wave.v)
    if t_s.shape != (v.size,) or not (np.diff(t_s) > 0).all():
        raise ValueError(f"times of shape {list(t_s.shape)} for {v.size} values: give [N], increasing")
    if len(t_s) < 2:
        return float("nan")
    return ESTIMATORS[estimator](v, (len(t_s) - 1) / float(t_s[-1] - t_s[0]))


def estimate_respiratory_rate(trace: Trace, t_s: float | None = None, method: str = "fused") -> float:
    """Respiratory rate at a time, from the 30 s before it, in 1/min; NaN where there is none.

    Args:
        trace: Of a video, or of colours alone (`Trace.of_skin`); with shoulders in it, it is far better.
        t_s: The end of the trace if not given.
        method: A name in `vitals.respiration.methods.METHODS`.

    Raises:
        ValueError: The method is unknown, or the trace is empty.
    """
    from vitals.respiration.methods import METHODS

    if method not in METHODS:
        raise ValueError(f"unknown method {method!r}: choose one of {', '.join(METHODS)}")
    if not len(trace):
        raise ValueError("the trace is empty: give at least 20 s of samples")
    return METHODS[method](trace, float(trace.t_s[-1]) if t_s is None else t_s)


def class_map(picture: Image) -> Image:
    """FaSeNet's classes of a picture, [H, W, 3] RGB -> [H, W] ids; ids as in `python -m vitals.segment`.

    The network is loaded at the first call and kept, so call it first after a fork.

    Raises:
        ValueError: It is no 8-bit RGB picture.
        ModelError: The weights are missing or damaged.
    """
    from vitals.segment import segment

    if picture.dtype != np.uint8 or picture.ndim != 3 or picture.shape[2] != 3:
        raise ValueError(f"a {picture.dtype} array {list(picture.shape)}: give uint8 of [H, W, 3], RGB")
    return segment(picture, _network())


@lru_cache(maxsize=1)
def _network() -> FaSeNet:
    from vitals.segmentation.fasenet import FaSeNet

    return FaSeNet()


def _floats(name: str, values: Float) -> Float:
    """Lists and whole numbers are welcome, too."""
    try:
        return np.asarray(values, dtype=np.float64)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{name} is no array of numbers ({error}): NaN is a missing sample") from error


def _times(rgb: Float, t_s: Float | None, fs_hz: float | None) -> tuple[Float, float]:
    """Capture times and the rate of the grid."""
    if rgb.ndim != 2 or rgb.shape[1] not in (3, 3 + len(MOMENTS)) or len(rgb) < 2:
        raise ValueError(f"colours of shape {list(rgb.shape)}: give [N, 3] with at least two rows")
    if (t_s is None) == (fs_hz is None):
        raise ValueError("give either the capture times t_s or the rate fs_hz of evenly spaced samples")
    if t_s is None:
        assert fs_hz is not None  # one of the two, as has just been checked
        if not 0 < fs_hz <= MAX_FS_HZ:
            raise ValueError(f"fs_hz is {fs_hz}: give samples per second, up to {MAX_FS_HZ:g}")
        return np.arange(len(rgb)) / fs_hz, fs_hz
    if t_s.shape != (len(rgb),) or not (np.diff(t_s) > 0).all():
        raise ValueError(f"{len(rgb)} colours and times of shape {list(t_s.shape)}: give [N], increasing")
    return t_s, RESAMPLE_HZ


def _check_unbroken(t_s: Float) -> None:
    if len(t_s) < 2:
        raise TraceError("fewer than two samples are there: give a stretch in which the skin is seen")
    holes = np.diff(t_s)
    if holes.max() > MAX_GAP_S:
        i = int(holes.argmax())
        raise TraceError(
            f"nothing for {holes[i]:.2f} s after {t_s[i]:.2f} s: give what is before and after it one by one"
        )
