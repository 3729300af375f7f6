"""How far each participant is: what was measured, what is due, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from webapp.records.models import Participant, Session, Study

EARLY_SHARE = 0.1
"""Of the time between two measurements: so much earlier the next one may be made. No day is that regular."""


class Step(models.TextChoices):
    """Where a participant is on the way."""

    INVITED = "invited", _("not joined yet")
    DUE = "due", _("due")
    OVERDUE = "overdue", _("overdue")
    WAITING = "waiting", _("waiting")
    COMPLETE = "complete", _("complete")
    WITHDRAWN = "withdrawn", _("withdrawn")


@dataclass(frozen=True, slots=True)
class Standing:
    """One participant's progress at one moment."""

    participant: Participant
    done: int
    """At most `expected`."""
    expected: int
    step: Step
    due_at: datetime | None
    """When the next measurement is due; None where none is."""
    opens_at: datetime | None
    """From when on it may be made."""


def counting(study: Study) -> Q:
    """Sessions that count: finished, and as good as the protocol asks for."""
    good = Q(state=Session.State.DONE, hr_quality__gte=study.required_quality)
    return good & Q(hr_bpm__isnull=False) if study.required_quality > 0 else good


def with_progress(study: Study, people: QuerySet[Participant]) -> QuerySet[Any]:
    """Adds `done` and `last_at`. Subqueries, so that a page of fifty costs fifty index ranges."""
    own = Session.objects.filter(study=study, participant=OuterRef("pk")).filter(counting(study)).order_by()
    grouped = own.values("participant")
    done = grouped.annotate(number=Count("pk")).values("number")
    last = grouped.annotate(last=Max("started_at")).values("last")
    return people.annotate(done=Coalesce(Subquery(done), 0), last_at=Subquery(last))


def standings(study: Study, people: Iterable[Any], now: datetime | None = None) -> Iterator[Standing]:
    """Of rows that `with_progress` has counted."""
    now = now or timezone.now()
    return (standing(study, each, each.done, each.last_at, now) for each in people)


def standing_of(participant: Participant, now: datetime | None = None) -> Standing:
    """Of one participant, with `participant.study` loaded."""
    study = participant.study
    row = with_progress(study, Participant.objects.filter(pk=participant.pk)).get()
    return standing(study, participant, row.done, row.last_at, now or timezone.now())


def standing(
    study: Study, participant: Participant, done: int, last_at: datetime | None, now: datetime
) -> Standing:
    done = min(done, study.repeats)
    if participant.withdrawn_at:
        return Standing(participant, done, study.repeats, Step.WITHDRAWN, None, None)
    if participant.joined_at is None:
        return Standing(participant, done, study.repeats, Step.INVITED, None, None)
    if done >= study.repeats:
        return Standing(participant, done, study.repeats, Step.COMPLETE, None, None)
    every = timedelta(hours=study.repeat_every_h or 0)
    due_at = last_at + every if last_at else participant.joined_at
    opens_at = due_at - EARLY_SHARE * every if last_at else due_at
    return Standing(participant, done, study.repeats, _step(now, opens_at, due_at, every), due_at, opens_at)


def _step(now: datetime, opens_at: datetime, due_at: datetime, every: timedelta) -> Step:
    """Overdue is what should have been followed by the next one; without a schedule nothing ever is."""
    if now < opens_at:
        return Step.WAITING
    return Step.OVERDUE if every and now > due_at + every else Step.DUE
