"""How far each participant is: what was measured, what is due, and since when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import models
from django.db.models import Count, Max, Q, QuerySet
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
    """Sessions that count: finished, with a heart rate, and that as good as the protocol asks for."""
    return Q(state=Session.State.DONE, hr_quality__gte=study.required_quality, hr_withheld=None)


def standings(study: Study, people: Sequence[Participant], now: datetime | None = None) -> list[Standing]:
    """Of some participants of the study."""
    own = study.sessions.filter(participant__in=[each.pk for each in people])
    return _standings(study, people, own, now)


def all_standings(study: Study, now: datetime | None = None) -> list[Standing]:
    """Of all of them, in one pass over the index that Session has for it: the key is not in it, so `*`."""
    return _standings(study, study.participants.all(), study.sessions.all(), now)


def standing_of(participant: Participant) -> Standing:
    """Of one participant, with `participant.study` loaded."""
    return standings(participant.study, [participant])[0]


def _standings(
    study: Study, people: Iterable[Participant], own: QuerySet[Any], now: datetime | None
) -> list[Standing]:
    rows = own.filter(counting(study)).order_by().values_list("participant")
    found = {
        pk: (number, last_at)
        for pk, number, last_at in rows.annotate(number=Count("*"), last_at=Max("started_at"))
    }
    now = now or timezone.now()
    return [standing(study, each, *found.get(each.pk, (0, None)), now) for each in people]


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
