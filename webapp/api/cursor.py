"""Where the next page of sessions begins: moment and key of the last one, as a word for an address."""

from __future__ import annotations

import base64
import binascii
import uuid
from datetime import UTC, datetime

from django.db.models import Q

from webapp.api.errors import Invalid
from webapp.exports.selection import after
from webapp.records.models import Session


def cursor_of(session: Session) -> str:
    text = f"{session.started_at.isoformat()} {session.pk.hex}"
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def beyond(cursor: str) -> Q:
    """What comes after it; a session that has gone meanwhile does no harm. Raises Invalid."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        started_at, pk = base64.urlsafe_b64decode(padded).decode().split(" ")
        at = datetime.fromisoformat(started_at)
        if at.tzinfo is None:
            raise ValueError("no time zone")
        return after(Session(started_at=at.astimezone(UTC), pk=uuid.UUID(pk)))
    except (ValueError, OverflowError, binascii.Error) as error:
        raise Invalid("query.after: give `next` of the page before, unchanged") from error
