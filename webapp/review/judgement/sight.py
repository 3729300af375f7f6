"""Two readers, neither led by the other: who sees whose judgement, and from when on.

In a study with two readers somebody who may read a session sees only the own annotations, comments and
readings of it, until the own reading is there or two other ones are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from webapp.records.models import Annotation, Comment, Reading, Reference, Session, Study
from webapp.studies.access import Seat

TWO = 2


@dataclass(frozen=True, slots=True)
class Sight:
    """What one person sees of a session."""

    session: Session
    user: User
    readings: list[Reading]
    """All of them, also those that are hidden: oldest first."""
    needed: int
    may_read: bool

    @property
    def own(self) -> Reading | None:
        return next((reading for reading in self.readings if reading.reader_id == self.user.pk), None)

    @property
    def complete(self) -> bool:
        return len(self.readings) >= self.needed

    @property
    def blind(self) -> bool:
        return self.needed >= TWO and self.may_read and self.own is None and not self.complete

    @property
    def final(self) -> bool:
        """Once both are there each reader has seen the other's: neither can be changed any more."""
        return self.needed >= TWO and self.complete

    def shown_readings(self) -> list[Reading]:
        return [] if self.blind else self.readings

    def annotations(self) -> QuerySet[Annotation]:
        return self.session.annotations.filter(self._shown()).select_related("author")

    def comments(self) -> QuerySet[Comment]:
        return self.session.comments.filter(self._shown()).select_related("author")

    def references(self) -> QuerySet[Reference]:
        """A value measured otherwise would lead a reader just as well."""
        return self.session.references.none() if self.blind else self.session.references.all()

    def _shown(self) -> Q:
        return Q(author=self.user) if self.blind else Q()


def sight_of(request: HttpRequest, seat: Seat, session: Session) -> Sight:
    readings = list(session.readings.select_related("reader"))
    return Sight(session, cast(User, request.user), readings, seat.study.readers, seat.is_reviewer)


def seen_annotations(study: Study, user: User) -> QuerySet[Annotation]:
    """The same rule for many sessions at once. A member who only looks is treated as a reader here."""
    if study.readers < TWO:
        return Annotation.objects.all()
    readings = Reading.objects.filter(session=OuterRef("session")).order_by()
    return Annotation.objects.filter(
        Q(author=user) | Exists(readings.filter(reader=user)) | Exists(readings[TWO - 1 :])
    )
