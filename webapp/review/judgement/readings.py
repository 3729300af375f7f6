"""Saves a reader's own judgement, and says how far two of them agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404
from django.utils.translation import gettext as _

from webapp.records.models import Reading, Session
from webapp.review.judgement.conflict import Conflict, change
from webapp.review.judgement.sight import TWO


@dataclass(frozen=True, slots=True)
class Agreed:
    """Two readings of one session, side by side."""

    first: Reading
    second: Reading

    @property
    def same_verdict(self) -> bool:
        return self.first.verdict == self.second.verdict

    @property
    def hr_apart_bpm(self) -> float | None:
        return _apart(self.first.hr_bpm, self.second.hr_bpm)

    @property
    def rr_apart_bpm(self) -> float | None:
        return _apart(self.first.rr_bpm, self.second.rr_bpm)


def agreement(readings: list[Reading]) -> Agreed | None:
    """Of the first two; None as long as there is one only."""
    return Agreed(*readings[:TWO]) if len(readings) >= TWO else None


@transaction.atomic
def save(session: Session, reader: User, needed: int, version: int | None, fields: dict[str, Any]) -> None:
    """Keep the reader's own reading. The session is held meanwhile, so that no third reading slips in.

    Raises:
        Conflict: The own reading was changed in another window.
        PermissionDenied: All readings are there, so each reader may have seen the other's.
        Http404: The session has been deleted.
    """
    if not Session.objects.hold(session.pk):
        raise Http404("no such session")
    readings = list(session.readings.all())
    own = next((reading for reading in readings if reading.reader_id == reader.pk), None)
    if needed >= TWO and len(readings) >= needed:
        raise PermissionDenied(_("Both readings are there: they cannot be changed any more."))
    if own is None:
        Reading.objects.create(session=session, reader=reader, **fields)
    elif version is None:
        raise Conflict(own)
    else:
        change(own, version, **fields)


def _apart(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else abs(one - other)
