"""The figures of one set of pairs, each with a 95 % interval by drawing participants."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from vitals.agreement.figure import Figure, Unknown
from vitals.agreement.pair import Pair
from vitals.agreement.sums import drawn, measures, sums
from vitals.kind import Kind
from vitals.types import Float

DRAWS = 2000
SEED = 1
"""Fixed: the same pairs give the same interval on every page."""
CONFIDENCE = 0.95
MIN_PARTICIPANTS = 3
"""With fewer, drawing them says nothing."""
MIN_ANSWERS = {"r": 3, "sd_bpm": 2, "lower_limit_bpm": 2, "upper_limit_bpm": 2}
"""Where one is not enough."""
MIN_DEFINED = 0.5
"""Share of the draws that must have a figure; an interval of fewer would be one of a lucky half."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """How well the measured values of one kind agree with their references. Rates in 1/min, shares 0..1."""

    kind: Kind
    pairs: int
    answered: int
    """Pairs with a measured value; the rest was withheld."""
    participants: int
    answered_participants: int
    """Participants with at least one measured value."""
    repeated: bool
    """Whether a participant has more than one answer: then the limits take that into account."""
    withheld: Mapping[str, int]
    """Code -> how many pairs have no value for this reason, the commonest first."""
    coverage: Figure
    mae_bpm: Figure
    rmse_bpm: Figure
    bias_bpm: Figure
    """Mean of measured minus reference."""
    sd_bpm: Figure
    """Of a single difference (`vitals.agreement.sums`)."""
    lower_limit_bpm: Figure
    upper_limit_bpm: Figure
    r: Figure
    within: Figure
    """Share of the answers within `kind.close_bpm` of the reference."""


FIGURES = (
    "coverage",
    "mae_bpm",
    "rmse_bpm",
    "bias_bpm",
    "sd_bpm",
    "lower_limit_bpm",
    "upper_limit_bpm",
    "r",
    "within",
)


def agreement(pairs: Sequence[Pair], kind: Kind) -> Agreement:
    """The figures of the pairs of that kind; others are not looked at."""
    chosen = [pair for pair in pairs if pair.kind is kind]
    own: dict[str, list[Pair]] = {}
    for pair in chosen:
        own.setdefault(pair.subject, []).append(pair)
    each = np.array([_sums(own[name], kind) for name in sorted(own)])
    answered = [pair for pair in chosen if pair.measured_bpm is not None]
    heard = {pair.subject for pair in answered}
    found = _figures(each, len(answered), len(heard)) if chosen else dict.fromkeys(FIGURES, _none())
    reasons = Counter(pair.withheld or "" for pair in chosen if pair.measured_bpm is None)
    return Agreement(
        kind=kind,
        pairs=len(chosen),
        answered=len(answered),
        participants=len(own),
        answered_participants=len(heard),
        repeated=len(answered) > len(heard),
        withheld=dict(reasons.most_common()),
        **found,
    )


def by_group(pairs: Sequence[Pair], kind: Kind, name: str) -> dict[str, Agreement]:
    """The same for each label of that name, in order; pairs without one are in the group `NOT_STATED`."""
    groups: dict[str, list[Pair]] = {}
    for pair in pairs:
        if pair.kind is kind:
            groups.setdefault(pair.group(name), []).append(pair)
    return {label: agreement(groups[label], kind) for label in sorted(groups)}


def _sums(pairs: Sequence[Pair], kind: Kind) -> Float:
    """Of one person. In one order: sums differ in their last digit with it, and page and archive must not."""
    own = sorted((p.reference_bpm, p.measured_bpm or 0.0) for p in pairs)
    reference_bpm, measured_bpm = np.array(own).T
    return sums(np.where(measured_bpm > 0, measured_bpm, np.nan), reference_bpm, kind.close_bpm)


def _figures(each: Float, answered: int, heard: int) -> dict[str, Figure]:
    value = measures(each.sum(axis=0)[None])
    redrawn = measures(drawn(each, DRAWS, SEED)) if len(each) >= MIN_PARTICIPANTS else {}
    found = {}
    for name in FIGURES:
        heard_enough = name == "coverage" or heard >= MIN_PARTICIPANTS
        interval = _interval(redrawn[name]) if redrawn and heard_enough else None
        found[name] = _figure(name, float(value[name][0]), interval, answered)
    return found


def _figure(name: str, value: float, interval: tuple[float, float] | None, answered: int) -> Figure:
    if name != "coverage" and answered == 0:
        return Figure(None, reason=Unknown.NOTHING_ANSWERED)
    if answered < MIN_ANSWERS.get(name, 0):
        return Figure(None, reason=Unknown.TOO_FEW_ANSWERS)
    if not np.isfinite(value):
        return Figure(None, reason=Unknown.NO_VARIATION if name == "r" else Unknown.TOO_FEW_PARTICIPANTS)
    if interval is None:
        return Figure(value, reason=Unknown.TOO_FEW_PARTICIPANTS)
    return Figure(value, *interval)


def _interval(redrawn: Float) -> tuple[float, float] | None:
    """Percentiles of the draws that have a figure."""
    known = redrawn[np.isfinite(redrawn)]
    if len(known) < MIN_DEFINED * len(redrawn):
        return None
    tail = 50 * (1 - CONFIDENCE)
    low, high = np.percentile(known, [tail, 100 - tail])
    return float(low), float(high)


def _none() -> Figure:
    return Figure(None, reason=Unknown.NO_PAIRS)
