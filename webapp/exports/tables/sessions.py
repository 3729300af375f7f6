"""sessions.csv: one line for each session, with the result that was asked for."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from webapp.exports.exclusions import reasons
from webapp.exports.results import Result, chosen, name_of
from webapp.exports.selection import Selection
from webapp.exports.tables.table import RATES, SECONDS_DIGITS, WHOSE, Column, Row, Table, rates, whose
from webapp.records.downloads.table import Cell
from webapp.records.models import Session, Trace


def _rows(selection: Selection) -> Iterator[Row]:
    for batch in selection.batches():
        results = chosen(batch, selection.result)
        excluded = reasons(batch)
        stored = set(Trace.objects.filter(session__in=batch).values_list("session_id", flat=True))
        for session in batch:
            yield (
                *whose(session),
                *_measured(session),
                int(session.pk in stored),
                *_excluded(session.pk, excluded),
                *_result(results[session.pk]),
            )


def _measured(session: Session) -> tuple[Cell, ...]:
    return (
        session.started_at.isoformat(),
        session.first_frame_at.isoformat() if session.first_frame_at else None,
        session.ended_at.isoformat() if session.ended_at else None,
        session.state,
        session.source,
        session.mode,
        session.width_px,
        session.height_px,
        round(session.duration_s, SECONDS_DIGITS),
        round(session.fps, SECONDS_DIGITS),
        session.device,
        session.activity,
        session.frames_received,
        session.frames_processed,
        session.frames_dropped,
    )


def _excluded(pk: uuid.UUID, excluded: dict[uuid.UUID, str]) -> tuple[Cell, Cell]:
    return int(pk in excluded), excluded.get(pk)


def _result(row: Result) -> tuple[Cell, ...]:
    made_by = (name_of(row), row.method, row.model, row.software)
    return (*made_by, *rates(row))


SESSIONS = Table(
    "sessions",
    "one line for each session, with its result",
    (
        *WHOSE,
        Column("started_at", "UTC", "when the measurement began"),
        Column("first_frame_at", "UTC", "when the first frame came: all times in seconds begin there"),
        Column("ended_at", "UTC", "when it ended"),
        Column("state", "", "live, done or failed"),
        Column("source", "", "camera, sample or file"),
        Column("mode", "", "standard, high or eco"),
        Column("width_px", "px", "width of the frames as they were sent"),
        Column("height_px", "px", "height of the frames as they were sent"),
        Column("duration_s", "s", "from the first frame to the last one"),
        Column("fps", "1/s", "frames a second, as measured"),
        Column("device", "", "browser and system, such as Chrome on Android"),
        Column("activity", "", "what the participant was doing, where asked"),
        Column("frames_received", "", "number of frames"),
        Column("frames_processed", "", "number of frames that were looked at"),
        Column("frames_dropped", "", "number of frames that were not"),
        Column("signals_stored", "0 or 1", "whether the colour signals are kept"),
        Column("excluded", "0 or 1", "whether a reviewer excluded the whole session"),
        Column("exclusion_reason", "", "why; several reasons are divided by a semicolon"),
        Column("result", "", "live, or the number of the analysis (0: this one was not made)"),
        Column("method", "", "pulse method"),
        Column("model", "", "FaSeNet that made the signals"),
        Column("software", "", "version of the estimators"),
        *RATES,
    ),
    _rows,
)
