"""What an export is of: sessions of one study, and which of their results."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from webapp.exports.results import LIVE
from webapp.records.models import Participant, Session, Study

BATCH = 50  # sessions in memory at once


@dataclass(frozen=True, slots=True)
class Selection:
    """Sessions of `study`, newest first, with the result that is meant."""

    study: Study
    sessions: QuerySet[Session]
    result: str = LIVE

    def batches(self) -> Iterator[list[Session]]:
        """All of them, a few at a time.

        Each batch is a query of its own that goes on after the last one: no cursor stays open while somebody
        reads slowly, and what is deleted meanwhile is not in it.
        """
        return _paged(self.sessions.order_by("-started_at", "id"), after)

    def by_participant(self) -> Iterator[list[Session]]:
        """The same, person by person and each from the first one on; then those of nobody."""
        of_people = self.sessions.filter(participant__isnull=False)
        yield from _paged(of_people.order_by("participant_id", "started_at", "id"), _after_in_person)
        yield from _paged(self.sessions.filter(participant=None).order_by("started_at", "id"), _later)

    def participants(self) -> Iterator[Participant]:
        """Those who have a session in it."""
        ids = self.sessions.order_by().values("participant")
        return Participant.objects.filter(study=self.study, pk__in=ids).iterator(chunk_size=BATCH)


def _paged(rows: QuerySet[Session], beyond: Callable[[Session], Q]) -> Iterator[list[Session]]:
    whole = rows.select_related("participant")
    batch = list(whole[:BATCH])
    while batch:
        yield batch
        batch = list(whole.filter(beyond(batch[-1]))[:BATCH]) if len(batch) == BATCH else []


def after(last: Session) -> Q:
    """What comes after it, newest first."""
    at = last.started_at
    return Q(started_at__lte=at) & (Q(started_at__lt=at) | Q(pk__gt=last.pk))


def _later(last: Session) -> Q:
    at = last.started_at
    return Q(started_at__gte=at) & (Q(started_at__gt=at) | Q(pk__gt=last.pk))


def _after_in_person(last: Session) -> Q:
    person = last.participant_id
    return Q(participant_id__gte=person) & (Q(participant_id__gt=person) | _later(last))
