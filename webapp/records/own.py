"""A session as its owner sees it: beside the result the note, the choices, typed-in values."""

from __future__ import annotations

from typing import Any

from webapp.records import json
from webapp.records.models import Consent, Reference, Session


def summary(session: Session) -> dict[str, Any]:
    """One line of the history."""
    return {**json.summary(session), "note": session.note}


def detail(session: Session) -> dict[str, Any]:
    """One session with its estimates and all that was added to it."""
    return {
        **json.detail(session),
        "note": session.note,
        "consent": consent(session.consent),
        "references": references(session),
    }


def consent(given: Consent) -> dict[str, Any]:
    return {
        "version": given.version,
        "language": given.language,
        "text_sha256": given.text_sha256,
        "store_signals": given.store_signals,
        "research": given.research,
        "given_at": given.given_at.isoformat(),
        "withdrawn_at": given.withdrawn_at.isoformat() if given.withdrawn_at else None,
    }


def references_of(session: Session) -> list[Reference]:
    """Values that the owner has typed in; those of a study's staff are not the owner's to change."""
    return [row for row in session.references.all() if not row.by_staff]


def references(session: Session) -> list[dict[str, Any]]:
    return [
        {
            "id": row.pk,
            "kind": row.kind,
            "value": row.value_bpm,
            "unit": "/min",
            "t_s": row.t_s,
            "device": row.device,
        }
        for row in references_of(session)
    ]
