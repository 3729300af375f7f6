"""What people have added to sessions: references, annotations, comments, readings, answers. Nobody's name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any

from django.db.models import QuerySet

from webapp.exports.selection import Selection
from webapp.exports.tables.table import RATE_DIGITS, WHOSE, Column, Row, Table, rounded, whose
from webapp.records.downloads.table import Cell
from webapp.records.models import Annotation, Answer, Comment, Reading, Reference

ROWS = 2000  # rows that are fetched at once


def _each(
    found: Callable[[], QuerySet[Any]], cells: Callable[[Any], tuple[Cell, ...]]
) -> Callable[[Selection], Iterator[Row]]:
    """Rows of what hangs on the sessions, batch by batch."""

    def rows(selection: Selection) -> Iterator[Row]:
        for batch in selection.batches():
            names = {session.pk: whose(session) for session in batch}
            for row in found().filter(session__in=batch).iterator(chunk_size=ROWS):
                yield *names[row.session_id], *cells(row)

    return rows


def _reference(row: Reference) -> tuple[Cell, ...]:
    value = (row.kind, row.t_s, row.value_bpm, row.device, "staff" if row.by_staff else "participant")
    series = row.series
    origin = (series.source, series.offset_s, series.offset_how) if series else ("typed", None, None)
    return (*value, *origin, row.entered_at.isoformat())


def _annotation(row: Annotation) -> tuple[Cell, ...]:
    return row.start_s, row.end_s, int(row.excludes), row.text, row.created_at.isoformat()


def _comment(row: Comment) -> tuple[Cell, ...]:
    return row.text, row.created_at.isoformat()


def _readings(selection: Selection) -> Iterator[Row]:
    """Readers are counted within a session, in the order in which they read."""
    for batch in selection.batches():
        names = {session.pk: whose(session) for session in batch}
        found = Reading.objects.filter(session__in=batch).order_by("session", "created_at", "id")
        for pk, readings in groupby(found, key=lambda row: row.session_id):
            for number, row in enumerate(readings, start=1):
                read = (rounded(row.hr_bpm, RATE_DIGITS), rounded(row.rr_bpm, RATE_DIGITS))
                yield *names[pk], number, row.verdict, *read, row.text, row.created_at.isoformat()


def _answer(row: Answer) -> tuple[Cell, ...]:
    asked = row.question
    return asked.when, asked.position, asked.text, asked.kind, row.value, row.answered_at.isoformat()


REFERENCES = Table(
    "references",
    "one line for each rate that was measured by other means",
    (
        *WHOSE,
        Column("kind", "", "heart_rate or respiratory_rate"),
        Column("t_s", "s", "from the first frame on; empty: of the whole session"),
        Column("value_per_min", "/min", "the rate"),
        Column("device", "", "what it was measured with"),
        Column("entered_by", "", "staff or participant"),
        Column("source", "", "typed, or from a file: rates, ppg, ecg or belt"),
        Column("offset_s", "s", "added to the times of the file; empty for typed ones"),
        Column("offset_how", "", "given, start_time or matched"),
        Column("entered_at", "UTC", "when it was entered"),
    ),
    _each(lambda: Reference.objects.select_related("series").order_by("session", "kind", "t_s"), _reference),
)
ANNOTATIONS = Table(
    "annotations",
    "one line for each remark on a session or a span of it",
    (
        *WHOSE,
        Column("start_s", "s", "from the first frame on; empty: the whole session"),
        Column("end_s", "s", "end of the span"),
        Column("excludes", "0 or 1", "whether it excludes the span or the session"),
        Column("text", "", "the remark, or the reason of the exclusion"),
        Column("created_at", "UTC", "when it was made"),
    ),
    _each(lambda: Annotation.objects.order_by("session", "start_s", "id"), _annotation),
)
COMMENTS = Table(
    "comments",
    "one line for each comment on a session as a whole",
    (*WHOSE, Column("text", "", "the comment"), Column("created_at", "UTC", "when it was made")),
    _each(lambda: Comment.objects.order_by("session", "created_at", "id"), _comment),
)
READINGS = Table(
    "readings",
    "one line for each reader's own judgement of a session",
    (
        *WHOSE,
        Column("reading", "", "1 for who read this session first, 2 for the second reader"),
        Column("verdict", "", "usable, unsure or unusable"),
        Column("heart_rate_per_min", "/min", "as the reader read it from the signals"),
        Column("respiratory_rate_per_min", "/min", "as the reader read it from the signals"),
        Column("text", "", "the reader's words"),
        Column("created_at", "UTC", "when it was made"),
    ),
    _readings,
)
ANSWERS = Table(
    "answers",
    "one line for each answer to a question of the protocol",
    (
        *WHOSE,
        Column("asked", "", "before or after the measurement"),
        Column("position", "", "place of the question among those asked then"),
        Column("question", "", "its words"),
        Column("kind", "", "yes_no, number, choice or text"),
        Column("value", "", "the answer"),
        Column("answered_at", "UTC", "when it was given"),
    ),
    _each(lambda: Answer.objects.select_related("question").order_by("session", "question"), _answer),
)
