"""What an export is of: sessions of one study, and which of their results."""

from __future__ import annotations

from collections.abc import Iterator
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
        rows = self.sessions.select_related("participant").order_by("-started_at", "id")
        batch: list[Session] = list(rows[:BATCH])
        while batch:
            yield batch
            batch = list(rows.filter(after(batch[-1]))[:BATCH]) if len(batch) == BATCH else []

    def participants(self) -> Iterator[Participant]:
        """Those who have a session in it."""
        ids = self.sessions.order_by().values("participant")
        return Participant.objects.filter(study=self.study, pk__in=ids).iterator(chunk_size=BATCH)


def after(last: Session) -> Q:
    """What comes after it, newest first."""
    at = last.started_at
    return Q(started_at__lte=at) & (Q(started_at__lt=at) | Q(pk__gt=last.pk))
