"""What people have added to some sessions, as JSON has it. Nobody's name is in it."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from webapp.records.models import Annotation, Answer, Comment, Reading, Reference, Session

Items = list[dict[str, Any]]


@dataclass(slots=True)
class Additions:
    """Of one session, each kind in its order."""

    references: Items = field(default_factory=list)
    annotations: Items = field(default_factory=list)
    comments: Items = field(default_factory=list)
    readings: Items = field(default_factory=list)
    answers: Items = field(default_factory=list)

    def as_json(self) -> dict[str, Items]:
        return {name: getattr(self, name) for name in self.__slots__}


def additions(sessions: Iterable[Session]) -> defaultdict[uuid.UUID, Additions]:
    """Five queries, however many sessions there are."""
    found: defaultdict[uuid.UUID, Additions] = defaultdict(Additions)
    these = {"session__in": list(sessions)}
    for reference_row in Reference.objects.filter(**these).select_related("series"):
        found[reference_row.session_id].references.append(reference(reference_row))
    for annotation_row in Annotation.objects.filter(**these):
        found[annotation_row.session_id].annotations.append(annotation(annotation_row))
    for comment in Comment.objects.filter(**these):
        found[comment.session_id].comments.append(
            {"text": comment.text, "at": comment.created_at.isoformat()}
        )
    for reading in Reading.objects.filter(**these):
        found[reading.session_id].readings.append(_reading(reading))
    for answer in Answer.objects.filter(**these).select_related("question"):
        found[answer.session_id].answers.append(_answer(answer))
    return found


def reference(row: Reference) -> dict[str, Any]:
    return {
        "id": row.pk,
        "kind": row.kind,
        "t_s": row.t_s,
        "value": row.value_bpm,
        "unit": "/min",
        "device": row.device,
        "entered_by": "staff" if row.by_staff else "participant",
        "source": row.series.source if row.series else "typed",
        "entered_at": row.entered_at.isoformat(),
    }


def annotation(row: Annotation) -> dict[str, Any]:
    return {
        "id": row.pk,
        "start_s": row.start_s,
        "end_s": row.end_s,
        "excludes": row.excludes,
        "text": row.text,
        "created_at": row.created_at.isoformat(),
    }


def _reading(row: Reading) -> dict[str, Any]:
    return {
        "verdict": row.verdict,
        "hr_bpm": row.hr_bpm,
        "rr_bpm": row.rr_bpm,
        "text": row.text,
        "at": row.created_at.isoformat(),
    }


def _answer(row: Answer) -> dict[str, Any]:
    asked = row.question
    return {"asked": asked.when, "question": asked.text, "kind": asked.kind, "value": row.value}
