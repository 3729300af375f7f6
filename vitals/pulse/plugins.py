"""Pulse methods of other people, found by entry point and off until one is named.

A distribution offers a method under the entry point group `GROUP`; docs/library.md tells how to write
one. Code of others runs only when the person who measures has named it: in the environment variable
`VARIABLE` (names with commas between), with `manage.py measure --plugin NAME`, or by `enable`.
"""

from __future__ import annotations

import os
from importlib.metadata import EntryPoint, entry_points

import numpy as np

from vitals.errors import MethodError
from vitals.pulse.method import Method, Projection
from vitals.types import Float

GROUP = "fasenet_vitals.pulse_methods"
VARIABLE = "FASENET_VITALS_PLUGINS"
_enabled: dict[str, Method] = {}


def installed() -> list[str]:
    """Names of the methods that are installed, switched on or not."""
    return sorted(point.name for point in entry_points(group=GROUP))


def enable(name: str) -> Method:
    """Switch a method on for this process; again is no harm.

    Raises:
        MethodError: There is none of this name, or it cannot be loaded.
    """
    if name not in _enabled:
        _enabled[name] = Method((_checked(_found(name)),))
    return _enabled[name]


def switched_on(name: str) -> Method | None:
    """The method of that name if it has been switched on, here or in the environment.

    Raises:
        MethodError: It has been, and cannot be loaded.
    """
    named = [part.strip() for part in os.environ.get(VARIABLE, "").split(",")]
    return enable(name) if name in _enabled or name in named else None


def _found(name: str) -> EntryPoint:
    points = list(entry_points(group=GROUP, name=name))
    if not points:
        others = ", ".join(installed()) or "none"
        raise MethodError(
            f"no plug-in {name!r} is installed under {GROUP}: install it, or choose of these: {others}"
        )
    if len({point.value for point in points}) > 1:
        values = " and ".join(point.value for point in points)
        raise MethodError(f"plug-in {name!r} is both {values}: uninstall one of them")
    return points[0]


def _checked(point: EntryPoint) -> Projection:
    """The plug-in with its output looked at: what it gives goes into rates that people read."""
    try:
        project = point.load()
    except Exception as error:  # whatever the code of others raises
        raise _broken(point, f"cannot be loaded ({type(error).__name__}: {error})") from error
    if not callable(project):
        raise _broken(point, f"is a {type(project).__name__} and not a function (rgb, fs_hz) -> wave")

    def wave(rgb: Float, fs_hz: float) -> Float:
        try:
            v = np.asarray(project(rgb.copy(), fs_hz), np.float64)
        except Exception as error:
            raise _broken(point, f"failed ({type(error).__name__}: {error})") from error
        if v.shape != (len(rgb),):
            raise _broken(point, f"gave shape {list(v.shape)} for {len(rgb)} samples and not [{len(rgb)}]")
        if not np.isfinite(v).all():
            raise _broken(point, f"gave {np.count_nonzero(~np.isfinite(v))} values that are not finite")
        return v

    return wave


def _broken(point: EntryPoint, what: str) -> MethodError:
    source = f" of {point.dist.name} {point.dist.version}" if point.dist else ""
    return MethodError(f"plug-in {point.name!r}{source} {what}: repair it, or measure without it")
