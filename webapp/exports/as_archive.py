"""A study as the archive of docs/archive.md, in a ZIP: `manage.py evaluate` reads it back.

What is compared with the references, and in which groups, is that of the page of agreement.
"""

from __future__ import annotations

import math
import uuid
from collections import defaultdict
from collections.abc import Generator, Iterator

from django.utils.text import slugify

from vitals.agreement import Compared, ReferenceValue
from vitals.archive import Mark, ParticipantContent, SessionContent, StudyContent, files
from vitals.kind import Kind
from vitals.types import Estimate
from webapp.agreement.rows import groups_of
from webapp.exports.additions import Additions, additions
from webapp.exports.moments import as_estimate, as_rate, moments
from webapp.exports.results import Result, chosen, name_of
from webapp.exports.selection import Selection
from webapp.records.downloads import archive
from webapp.records.models import Annotation, Reference, Session, Study, Trace

NOT_MADE = "0"


def write(selection: Selection) -> Generator[bytes]:
    folder = f"{slugify(selection.study.name) or 'study'}-{selection.study.pk}"
    finished = Selection(
        selection.study, selection.sessions.exclude(state=Session.State.LIVE), selection.result
    )
    made = files(_study(selection.study), _people(finished), _contents(finished))
    return archive.zipped((f"{folder}/{path}", body) for path, body in made)


def _study(study: Study) -> StudyContent:
    names = ("duration_s", "mode", "method", "required_quality", "repeats", "repeat_every_h", "readers")
    return StudyContent(study.name, study.description, {name: getattr(study, name) for name in names})


def _people(selection: Selection) -> list[ParticipantContent]:
    """Who is enrolled; and each session of nobody as a person of its own."""
    enrolled = [
        ParticipantContent(
            person.pseudonym,
            str(person.skin_tone or ""),
            {"enrolled_at": person.enrolled_at.isoformat(), "group": person.group},
        )
        for person in selection.participants()
    ]
    of_nobody = selection.sessions.filter(participant=None).order_by("started_at", "id")
    return enrolled + [ParticipantContent(str(pk)) for pk in of_nobody.values_list("pk", flat=True)]


def _contents(selection: Selection) -> Iterator[SessionContent]:
    """One after another. Without the analysis that was asked for, a session is left out, as on the page."""
    for batch in selection.by_participant():
        results = chosen(batch, selection.result)
        seconds: dict[uuid.UUID, list[Estimate]] = defaultdict(list)
        for pk, moment in moments(results):
            seconds[pk].append(as_estimate(moment))
        references, marks, added = _references(batch), _marks(batch), additions(batch)
        for session in batch:
            result, pk = results[session.pk], session.pk
            if name_of(result) != NOT_MADE:
                compared = _compared(session, result, seconds[pk], references[pk], marks[pk])
                yield _content(session, result, compared, marks[pk], added[pk])


def _compared(
    session: Session,
    result: Result,
    estimates: list[Estimate],
    references: list[ReferenceValue],
    marks: list[Mark],
) -> Compared:
    person = session.participant
    method = f"{session.method} {session.software}".strip()
    tone = person.skin_tone if person else None
    whole, spans = _excluded(marks)
    return Compared(
        session=str(session.pk),
        subject=person.pseudonym if person else str(session.pk),
        duration_s=session.duration_s,
        heart_rate=as_rate(result.hr_bpm, result.hr_quality, result.hr_withheld),
        respiratory_rate=as_rate(result.rr_bpm, result.rr_quality, result.rr_withheld),
        estimates=estimates,
        references=references,
        groups=groups_of(tone, session.device, session.activity, method),
        excluded=whole,
        excluded_spans=spans,
    )


def _content(
    session: Session, result: Result, compared: Compared, marks: list[Mark], added: Additions
) -> SessionContent:
    trace = Trace.objects.filter(session=session).first()  # one at a time: signals are megabytes
    return SessionContent(
        compared=compared,
        started_at=session.zero_at,
        method=result.method,
        software=result.software,
        result=name_of(result),
        model=result.model,
        mode=session.mode,
        fps=session.fps,
        trace=trace.samples() if trace else None,
        marks=marks,
        details=_details(session, added),
    )


def _details(session: Session, added: Additions) -> dict[str, object]:
    """What is written beside it, and not read back."""
    return {
        "source": session.source,
        "state": session.state,
        "device": session.device,
        "activity": session.activity,
        "size_px": [session.width_px, session.height_px],
        "frames": {
            "received": session.frames_received,
            "processed": session.frames_processed,
            "dropped": session.frames_dropped,
        },
        "questions": added.answers,
        "readings": added.readings,
        "comments": added.comments,
    }


def _references(batch: list[Session]) -> dict[uuid.UUID, list[ReferenceValue]]:
    found: dict[uuid.UUID, list[ReferenceValue]] = defaultdict(list)
    rows = Reference.objects.filter(session__in=batch).order_by("session", "kind", "t_s", "id")
    columns = ("session_id", "kind", "value_bpm", "t_s", "series__source", "device")
    for pk, kind, value_bpm, t_s, source, device in rows.values_list(*columns):
        found[pk].append(ReferenceValue(Kind(kind), value_bpm, t_s, source or "", device))
    return found


def _marks(batch: list[Session]) -> dict[uuid.UUID, list[Mark]]:
    found: dict[uuid.UUID, list[Mark]] = defaultdict(list)
    for row in Annotation.objects.filter(session__in=batch).order_by("session", "start_s", "id"):
        found[row.session_id].append(Mark(row.text, row.start_s, row.end_s, row.excludes))
    return found


def _excluded(marks: list[Mark]) -> tuple[bool, list[tuple[float, float]]]:
    """Whether the session is excluded as a whole, and which spans are."""
    excluding = [(mark.start_s, mark.end_s) for mark in marks if mark.excludes]
    spans = [
        (0.0 if start_s is None else start_s, math.inf if end_s is None else end_s)
        for start_s, end_s in excluding
        if (start_s, end_s) != (None, None)
    ]
    return (None, None) in excluding, spans
