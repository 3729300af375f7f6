"""From a search to conditions of the database.

What hangs on few sessions is asked for with IN, which is answered once for all sessions, and that it is not
there with NOT EXISTS: NOT IN would be slow on PostgreSQL. Readings are many, EXISTS is quicker for them.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from webapp.records.models import Participant, Reading, Reference, Session, Study, Trace
from webapp.review.judgement.sight import seen_annotations
from webapp.review.sessions.search import A_NUMBER, ANY_REASON, YES, Unread


def matching(study: Study, user: User, active: dict[str, Any]) -> QuerySet[Session]:
    """The sessions of the study that a search finds, in no order."""
    found: QuerySet[Session] = Session.objects.filter(study=study)
    for name, condition in _CONDITIONS.items():
        if name in active:
            found = found.filter(condition(study, user, active[name]))
    return found


def first_moment(day: date) -> datetime:
    return datetime.combine(day, time.min, UTC)


def last_moment(day: date) -> datetime:
    return datetime.combine(day, time.max, UTC)


def _person(study: Study, user: User, value: str) -> Q:
    """Few people and many sessions: the people are found first."""
    people = Participant.objects.filter(study=study, pseudonym__icontains=value)
    return Q(participant__in=people.values("pk"))


def _withheld(field: str) -> Condition:
    def condition(study: Study, user: User, value: str) -> Q:
        if value == A_NUMBER:
            return Q(**{f"{field}__isnull": True})
        return Q(**{f"{field}__isnull": False}) if value == ANY_REASON else Q(**{field: value})

    return condition


def _compared(lookup: str) -> Condition:
    return lambda study, user, value: Q(**{lookup: value})


def _there(rows: QuerySet[Any], value: str) -> Q:
    if value == YES:
        return Q(pk__in=rows.order_by().values("session"))
    return ~Q(Exists(rows.filter(session=OuterRef("pk"))))


def _annotated(study: Study, user: User, value: str) -> Q:
    return _there(seen_annotations(study, user), value)


def _excluded(study: Study, user: User, value: str) -> Q:
    """As a whole: a span that is excluded leaves the rest of the session as it is."""
    return _there(seen_annotations(study, user).filter(excludes=True, start_s=None), value)


def _reading(study: Study, user: User, value: str) -> Q:
    """What is left to read, as each reader asks it."""
    readings = Reading.objects.filter(session=OuterRef("pk")).order_by()
    mine, enough = Exists(readings.filter(reader=user)), Exists(readings[study.readers - 1 :])
    match value:
        case Unread.MINE:
            return ~Q(mine) & ~Q(enough)
        case Unread.SECOND:
            return Q(Exists(readings)) & ~Q(enough)
        case Unread.NOBODY:
            return ~Q(Exists(readings))
    done = Reading.objects.order_by().values("session").annotate(n=Count("pk")).filter(n__gte=study.readers)
    return Q(pk__in=done.values("session"))


Condition = Callable[[Study, User, Any], Q]
_CONDITIONS: dict[str, Condition] = {
    "q": _person,
    "since": lambda study, user, day: Q(started_at__gte=first_moment(day)),
    "until": lambda study, user, day: Q(started_at__lte=last_moment(day)),
    "state": _compared("state"),
    "hr_min": _compared("hr_bpm__gte"),
    "hr_max": _compared("hr_bpm__lte"),
    "hr_withheld": _withheld("hr_withheld"),
    "rr_min": _compared("rr_bpm__gte"),
    "rr_max": _compared("rr_bpm__lte"),
    "rr_withheld": _withheld("rr_withheld"),
    "quality_min": _compared("hr_quality__gte"),
    "quality_max": _compared("hr_quality__lte"),
    "device": _compared("device__icontains"),
    "method": _compared("method__icontains"),
    "annotated": _annotated,
    "excluded": _excluded,
    "reference": lambda study, user, value: _there(Reference.objects.all(), value),
    "signals": lambda study, user, value: _there(Trace.objects.all(), value),
    "reading": _reading,
}
"""The cheap ones first: SQLite asks in this order."""
