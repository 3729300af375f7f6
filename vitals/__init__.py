"""The measurement: frames -> masks -> traces -> waves -> rates. No Django and no PyTorch in here.

What other programs need of it is named here, with examples in docs/library.md. A name is looked up when it is
first used: `import vitals` alone loads no numerical library.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from vitals.errors import VitalsError
    from vitals.library import class_map, estimate_heart_rate, estimate_pulse, estimate_respiratory_rate
    from vitals.measuring import measure, measure_trace
    from vitals.monitor import Measurement
    from vitals.pulse import METHODS
    from vitals.traces import read_trace
    from vitals.types import Estimate, Rate, Trace, Wave
    from vitals.version import VERSION

__all__ = [
    "METHODS",
    "VERSION",
    "Estimate",
    "Measurement",
    "Rate",
    "Trace",
    "VitalsError",
    "Wave",
    "class_map",
    "estimate_heart_rate",
    "estimate_pulse",
    "estimate_respiratory_rate",
    "measure",
    "measure_trace",
    "read_trace",
]

_HOMES = {
    "vitals.errors": ("VitalsError",),
    "vitals.library": ("class_map", "estimate_heart_rate", "estimate_pulse", "estimate_respiratory_rate"),
    "vitals.measuring": ("measure", "measure_trace"),
    "vitals.monitor": ("Measurement",),
    "vitals.pulse": ("METHODS",),
    "vitals.traces": ("read_trace",),
    "vitals.types": ("Estimate", "Rate", "Trace", "Wave"),
    "vitals.version": ("VERSION",),
}


def __getattr__(name: str) -> Any:
    for home, names in _HOMES.items():
        if name in names:
            return getattr(import_module(home), name)
    raise AttributeError(f"module 'vitals' has no attribute {name!r}: choose one of {', '.join(__all__)}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
