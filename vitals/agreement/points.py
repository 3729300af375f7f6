"""The points of a Bland–Altman plot and of a scatter plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vitals.agreement.pair import Pair
from vitals.kind import Kind
from vitals.types import Float

MAX_POINTS = 5000
"""A plot shows no more; which of them are left out is drawn by lot, with a fixed seed."""
EXTREME_SHARE = 0.05
"""So many of the points of a plot are those of the largest differences: outliers are never left out."""


@dataclass(frozen=True, slots=True)
class Points:
    """Answered pairs side by side; columns [N]. Rates in 1/min."""

    reference_bpm: Float
    measured_bpm: Float
    mean_bpm: Float
    """Of the two: the horizontal axis of the Bland–Altman plot."""
    difference_bpm: Float
    """Measured minus reference."""
    subject: tuple[str, ...]
    session: tuple[str, ...]
    group: tuple[str, ...]
    left_out: int
    """How many answered pairs are not among them."""


def points(pairs: Sequence[Pair], kind: Kind, group: str = "", most: int = MAX_POINTS) -> Points:
    """The answered pairs of a kind, in their order, with their label of the name `group`."""
    answered = [p for p in pairs if p.kind is kind and p.measured_bpm is not None]
    shown = answered
    if len(answered) > most:
        shown = [answered[i] for i in _drawn(answered, most)]
    reference = np.array([p.reference_bpm for p in shown], dtype=float)
    measured = np.array([p.measured_bpm for p in shown], dtype=float)
    return Points(
        reference,
        measured,
        (reference + measured) / 2,
        measured - reference,
        tuple(p.subject for p in shown),
        tuple(p.session for p in shown),
        tuple(p.group(group) for p in shown),
        len(answered) - len(shown),
    )


def _drawn(answered: Sequence[Pair], most: int) -> NDArray[np.intp]:
    """Places of the pairs to be drawn, in their order: the largest differences, and others by lot."""
    differences = [abs((p.measured_bpm or 0.0) - p.reference_bpm) for p in answered]
    by_size = np.argsort(differences, kind="stable")
    extreme = max(1, round(EXTREME_SHARE * most))
    others = np.random.default_rng(0).choice(by_size[:-extreme], most - extreme, replace=False)
    return np.sort(np.concatenate([others, by_size[-extreme:]]))
