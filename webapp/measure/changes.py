"""What the owner may change of a session afterwards: the note, and choices that are taken back."""

from __future__ import annotations

from typing import Literal

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict

from webapp.measure.body import read
from webapp.measure.plain import plain
from webapp.measure.refusal import Refusal, no_such_session
from webapp.records.models import Consent, Session, Trace
from webapp.records.models.session import NOTE_LENGTH

CHOICES = ("store_signals", "research")


class Change(BaseModel):
    """The body of `PATCH /sessions/<id>/`; what is not named stays as it is."""

    model_config = ConfigDict(strict=True, extra="forbid")

    note: str | None = None
    store_signals: Literal[False] | None = None
    """A choice can be taken back, not given afterwards: the text that was shown is that of the beginning."""
    research: Literal[False] | None = None


def parse(body: bytes) -> Change:
    """Raises Refusal where the body is malformed, or the note too long."""
    change = read(Change, body)
    if change.note is not None and len(change.note) > NOTE_LENGTH:
        text = _("The note has %(length)s letters: use at most %(most)s.")
        raise Refusal(422, "too_long", text % {"length": len(change.note), "most": NOTE_LENGTH})
    return change


@transaction.atomic
def apply(session: Session, change: Change) -> None:
    """Write it down; signals whose storing is taken back are deleted at once."""
    if not Session.objects.hold(session.pk):
        raise no_such_session()
    if change.note is not None:
        session.note = plain(change.note)
        session.save(update_fields=["note"])
    if change.store_signals is False:
        Trace.objects.filter(session=session).delete()
    _take_back(session.consent, [name for name in CHOICES if getattr(change, name) is False])


def _take_back(given: Consent, names: list[str]) -> None:
    """What was never given, or is taken back already, is not taken back now."""
    taken_back = [name for name in names if getattr(given, name)]
    if taken_back:
        for name in taken_back:
            setattr(given, name, False)
        given.withdrawn_at = timezone.now()
        given.save(update_fields=[*taken_back, "withdrawn_at"])
