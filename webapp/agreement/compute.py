"""All that the page of agreement shows of a study; what takes long is kept for some minutes."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import datetime

from django.core.cache import cache
from django.utils import timezone

from vitals.agreement import Agreement, Pair, agreement, by_group
from webapp.agreement import rows
from webapp.agreement.choice import Choice
from webapp.agreement.pairs import Found, pairs_of
from webapp.agreement.plots import Plots, plots
from webapp.exports.results import LIVE, labels
from webapp.records.models import Study

QUICK_S = 0.15
"""What is computed in less is computed anew for each page."""
KEPT_S = 600
FARTHEST = 12
"""Pairs that are listed below the plots, those of the largest differences."""


@dataclass(frozen=True, slots=True)
class Computed:
    """The figures of a choice, their groups, their plots."""

    agreement: Agreement
    groups: list[tuple[str, Agreement]]
    plots: Plots | None
    farthest: list[Pair]
    without_result: int
    older: int
    excluded: int
    """Sessions with a reference that are excluded as a whole."""
    at: datetime
    kept: bool = False
    """Whether it was computed for an earlier page."""


def computed(study: Study, choice: Choice, *, anew: bool = False) -> Computed:
    """From the database, or for large studies as it was some minutes ago, if nothing was added since."""
    key = f"agreement:{study.pk}:{rows.state(study)}:{choice.query()}"
    before: Computed | None = None if anew else cache.get(key)
    if before is not None:
        return replace(before, kept=True)
    begun = time.monotonic()
    found = _compute(study, choice)
    if time.monotonic() - begun > QUICK_S:
        cache.set(key, found, KEPT_S)
    return found


def _compute(study: Study, choice: Choice) -> Computed:
    found = pairs_of(study, choice)
    whole = agreement(found.pairs, choice.kind)
    return Computed(
        agreement=whole,
        groups=_groups(study, choice, found),
        plots=plots(study.pk, found.pairs, choice, whole),
        farthest=_farthest(found.pairs),
        without_result=found.without_result,
        older=found.older,
        excluded=rows.left_out(study, choice.kind),
        at=timezone.now(),
    )


def _groups(study: Study, choice: Choice, found: Found) -> list[tuple[str, Agreement]]:
    """Label and figures; methods are those that the study has, each on the sessions that have it."""
    if choice.group == "method":
        names = [LIVE, *labels(study)]
        each = {name: pairs_of(study, replace(choice, result=name)).pairs for name in names}
        return [(name, agreement(pairs, choice.kind)) for name, pairs in each.items()]
    return list(by_group(found.pairs, choice.kind, choice.group).items()) if choice.group else []


def _farthest(pairs: list[Pair]) -> list[Pair]:
    """Of each session the farthest one only: windows that follow each other are alike."""
    answered = [(abs(p.measured_bpm - p.reference_bpm), p) for p in pairs if p.measured_bpm is not None]
    of_session: dict[str, Pair] = {}
    for _, pair in sorted(answered, key=lambda one: -one[0]):
        of_session.setdefault(pair.session, pair)
    return list(of_session.values())[:FARTHEST]
