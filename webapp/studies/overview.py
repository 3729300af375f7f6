"""The progress of a study at a glance. Its queries are as many for ten sessions as for a hundred thousand."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.db.models import CharField, Count, Q
from django.db.models.functions import Cast, Left
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vitals.withheld import Withheld
from webapp.enrolment.progress import Standing, Step, all_standings
from webapp.records.access import log
from webapp.records.models import AccessLog, Session, Study
from webapp.records.words import advice
from webapp.studies.access import seat_for
from webapp.studies.bars import Bar, bars
from webapp.studies.page import study_page

DAYS = 30
BINS = 10
NEWEST = 10
MOST_OVERDUE = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table of shares."""

    name: str
    count: int
    percent: int


@require_GET
@login_required
def study(request: HttpRequest, study: int) -> HttpResponse:
    seat = seat_for(request, study)
    people = all_standings(seat.study)
    log(request, AccessLog.Action.VIEW, f"study:{study}", seat.study)
    shown = {
        "people": _people(people),
        "overdue": [each for each in people if each.step == Step.OVERDUE][:MOST_OVERDUE],
        "days": _days(seat.study),
        "outcomes": _outcomes(seat.study),
        "quality": _quality(seat.study),
        "newest": seat.study.sessions.select_related("participant")[:NEWEST],
    }
    return study_page(request, seat, "studies/overview.html", shown)


def _people(people: list[Standing]) -> dict[str, int]:
    """How many are where; `done` of `expected` measurements of those who joined and have not left."""
    steps = Counter(each.step.value for each in people)
    active = [each for each in people if each.step not in (Step.INVITED, Step.WITHDRAWN)]
    return {
        "enrolled": len(people),
        "joined": sum(each.participant.joined_at is not None for each in people),
        "active": len(active),
        "done": sum(each.done for each in active),
        "expected": sum(each.expected for each in active),
        **{step.value: steps[step.value] for step in Step},
    }


def _days(study: Study) -> list[Bar]:
    """Sessions of each of the last days, today the last. Cut from text, quick in both databases."""
    midnight = timezone.now().replace(hour=0, minute=0, second=0, microsecond=0)
    first = midnight - timedelta(days=DAYS - 1)
    day = Left(Cast("started_at", CharField()), 10)
    found = study.sessions.filter(started_at__gte=first).order_by()
    counts = dict(found.annotate(day=day).values_list("day").annotate(number=Count("*")))
    names = [f"{first + timedelta(days=number):%Y-%m-%d}" for number in range(DAYS)]
    return bars([(name, counts.get(name, 0)) for name in names])


def _outcomes(study: Study) -> list[Row]:
    """How many heart rates were answered, and why the others were not."""
    found = study.sessions.filter(state=Session.State.DONE).order_by()
    counts: dict[str | None, int] = dict(found.values_list("hr_withheld").annotate(number=Count("*")))
    total = sum(counts.values())
    ordered = sorted(counts.items(), key=lambda item: (item[0] is not None, -item[1]))
    return [Row(_reason(code), count, round(100 * count / total)) for code, count in ordered]


def _reason(code: str | None) -> str:
    if code is None:
        return _("Answered")
    return f"{code}: {advice(Withheld(code))}" if code in set(Withheld) else code


def _quality(study: Study) -> list[Bar]:
    """The quality of answered heart rates in tenths; all bins in one query."""
    edges = [number / BINS for number in range(BINS)]
    bins = {f"bin{at}": Count("hr_quality", filter=_between(low)) for at, low in enumerate(edges)}
    counts: dict[str, Any] = study.sessions.filter(hr_withheld=None).aggregate(**bins)
    return bars([(f"{low:.1f}–{low + 1 / BINS:.1f}", counts[f"bin{at}"]) for at, low in enumerate(edges)])


def _between(low: float) -> Q:
    """The last bin has the whole 1.0 in it."""
    above = Q(hr_quality__gte=low)
    return above if low + 1 / BINS >= 1 else above & Q(hr_quality__lt=low + 1 / BINS)
