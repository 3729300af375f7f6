"""All that studies have noted of a participant, for the person: what was measured is told elsewhere."""

from __future__ import annotations

from typing import Any

from webapp.enrolment.access import participations_of
from webapp.records.models import Answer, Participant, Session
from webapp.records.visibility import Viewer


def about_studies(viewer: Viewer) -> list[dict[str, Any]]:
    """One entry for each study that the viewer takes part in."""
    return [_about(each, viewer) for each in participations_of(viewer)]


def _about(participant: Participant, viewer: Viewer) -> dict[str, Any]:
    return {
        "study": participant.study.name,
        "pseudonym": participant.pseudonym,
        "group": participant.group,
        "skin_tone": participant.skin_tone,
        "joined_at": participant.joined_at.isoformat() if participant.joined_at else None,
        "withdrawn_at": participant.withdrawn_at.isoformat() if participant.withdrawn_at else None,
        "agreed_to": [
            {"version": each.consent.version, "at": each.given_at.isoformat(), "text": each.consent.text}
            for each in participant.agreements.select_related("consent")
        ],
        "answers": _answers(participant, viewer),
    }


def _answers(participant: Participant, viewer: Viewer) -> list[dict[str, str]]:
    """To sessions that are the viewer's own: those of an older device are told there."""
    own = Session.objects.owned_by(viewer).filter(participant=participant)
    found = Answer.objects.filter(session__in=own).select_related("question")
    return [
        {"session": str(each.session_id), "question": each.question.text, "answer": each.value}
        for each in found.order_by("session__started_at", "pk")
    ]
