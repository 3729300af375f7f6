"""What the registry knows of a pulse method."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from vitals.types import Float

Projection = Callable[[Float, float], Float]
"""(colours, fs_hz) -> wave [N], systoles up. Colours are rgb [N, 3] in 8-bit units, or, for a method that
needs moments, [N, 3 + len(MOMENTS)]: the second moments beside them."""


@dataclass(frozen=True, slots=True)
class Method:
    """The waves whose spectra are averaged, and what they are made from."""

    projections: tuple[Projection, ...]
    needs_moments: bool = False
    """Whether the mean colour is not enough: the second moments of the skin's pixels (`Trace.moments`)."""
