"""The pulse methods by name.

A method turns skin colour, [N, 3] on a uniform grid, into one or more pulse waves [N] whose peaks
are systoles (skin is darkest then). One of them, SSR, needs the second moments of the skin's pixels beside
their mean: `skin_columns` takes from a trace what a method needs, `waves` takes what that returns.
"""

from __future__ import annotations

import numpy as np

from vitals.errors import MethodError
from vitals.pulse import fingertip, plugins, ssr
from vitals.pulse.chrom import chrom
from vitals.pulse.fused import green_even, pbv_even
from vitals.pulse.g_minus_r import g_minus_r
from vitals.pulse.green import green
from vitals.pulse.ica import ica
from vitals.pulse.lgi import lgi
from vitals.pulse.method import Method, Projection
from vitals.pulse.omit import omit
from vitals.pulse.pbv import pbv
from vitals.pulse.pca import pca
from vitals.pulse.pos import pos
from vitals.types import MOMENTS, Float, Trace

__all__ = [
    "COLOUR_METHODS",
    "CONTACT",
    "DEFAULT_METHOD",
    "METHODS",
    "Method",
    "Projection",
    "check",
    "combined",
    "skin_columns",
    "slow_wave",
    "waves",
]

DEFAULT_METHOD = "fused"
METHODS: dict[str, Method] = {
    "fused": Method((green_even, pbv_even)),
    "pos": Method((pos,)),
    "chrom": Method((chrom,)),
    "pbv": Method((pbv,)),
    "lgi": Method((lgi,)),
    "omit": Method((omit,)),
    "ssr": Method((ssr.of_columns,), needs_moments=True),
    "pca": Method((pca,)),
    "ica": Method((ica,)),
    "g_minus_r": Method((g_minus_r,)),
    "green": Method((green,)),
}
"""Each method is the list of waves whose spectra it averages."""
COLOUR_METHODS = tuple(name for name, method in METHODS.items() if not method.needs_moments)
"""Those that the mean colour is enough for, so that a trace file can be measured with them."""


CONTACT = "contact"
"""Not a choice but a source: the channels of a contact PPG are its wave, systoles up."""


def check(method: str) -> Method:
    """The method of that name, one of ours or a plug-in that is switched on.

    Raises:
        ValueError: The method is unknown.
        MethodError: It is a plug-in that cannot be loaded.
    """
    found = METHODS.get(method) or plugins.switched_on(method)
    if found is None:
        raise ValueError(f"unknown method {method!r}: choose one of {', '.join(METHODS)}{_that_are_off()}")
    return found


def skin_columns(method: str, trace: Trace) -> Float:
    """What a method needs of the whole skin: [N, 3] mean colours, or [N, 3 + len(MOMENTS)].

    Raises:
        ValueError: The method is unknown.
        MethodError: It needs second moments, and the trace has colours without them.
    """
    rgb = trace.rgb[:, 0]
    if method == CONTACT or not check(method).needs_moments:
        return rgb
    if np.isfinite(rgb).any() and not np.isfinite(trace.moments).any():
        raise _without_moments(method)
    return np.column_stack((rgb, trace.moments))


def waves(method: str, colours: Float, fs_hz: float) -> list[Float]:
    """The waves of a method; "fused" knows a fingertip by its colour.

    Args:
        method: A name in `METHODS`, or `CONTACT`.
        colours: rgb [N, 3] in 8-bit units; for a method that needs moments the columns of `skin_columns`.
        fs_hz: Of the uniform grid.

    Raises:
        ValueError: The method is unknown.
        MethodError: It needs second moments, and there are none; or it is a plug-in that fails.
    """
    rgb = colours[:, :3]
    if method == CONTACT:
        return [rgb[:, 0]]
    chosen = check(method)
    if chosen.needs_moments:
        if colours.shape[1] != 3 + len(MOMENTS):
            raise _without_moments(method)
        return [project(colours, fs_hz) for project in chosen.projections]
    if method == DEFAULT_METHOD and fingertip.is_fingertip(rgb):
        return fingertip.waves(rgb, fs_hz)
    return [project(rgb, fs_hz) for project in chosen.projections]


def slow_wave(method: str, colours: Float) -> Float:
    """The wave [N] that breath is read from: one channel, its slow part still in it, systoles up."""
    rgb = colours[:, :3]
    if method == CONTACT:
        return rgb[:, 0]
    channel = rgb[:, :1] if fingertip.is_fingertip(rgb) else rgb[:, 1:2]
    return np.asarray(1 - channel / channel.mean())[:, 0]


def combined(parts: list[Float]) -> Float:
    """One wave to draw: the mean of the waves at unit variance."""
    return np.asarray(np.mean([_standardised(v) for v in parts], axis=0))


def _standardised(v: Float) -> Float:
    spread = float(v.std())
    return np.asarray((v - v.mean()) / spread) if spread > 0 else np.zeros_like(v)


def _without_moments(method: str) -> MethodError:
    return MethodError(
        f"method {method!r} needs the second moments of the skin's pixels, which only a picture has: "
        f"measure the video itself, or choose one of {', '.join(COLOUR_METHODS)}"
    )


def _that_are_off() -> str:
    off = plugins.installed()
    return f"; installed as plug-ins, to be switched on by name: {', '.join(off)}" if off else ""
