"""The points of a Bland–Altman plot and of a scatter plot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from vitals.agreement.pair import Pair
from vitals.kind import Kind
from vitals.types import Float

MAX_POINTS = 5000
"""A plot shows no more; which of them are left out is drawn by lot, with a fixed seed."""


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
        kept = np.random.default_rng(0).choice(len(answered), most, replace=False)
        shown = [answered[i] for i in np.sort(kept)]
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
