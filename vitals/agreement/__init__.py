"""How well measured rates agree with reference values: figures with intervals, and the points of the plots.

docs/agreement.md says what is computed and why.
"""

from vitals.agreement.agreement import Agreement, agreement, by_group
from vitals.agreement.figure import Figure, Unknown
from vitals.agreement.pair import NOT_STATED, Pair
from vitals.agreement.pairing import Compared, ReferenceValue, reference_bpm, whole_pairs, window_pairs
from vitals.agreement.points import MAX_POINTS, Points, points

__all__ = [
    "MAX_POINTS",
    "NOT_STATED",
    "Agreement",
    "Compared",
    "Figure",
    "Pair",
    "Points",
    "ReferenceValue",
    "Unknown",
    "agreement",
    "by_group",
    "points",
    "reference_bpm",
    "whole_pairs",
    "window_pairs",
]
