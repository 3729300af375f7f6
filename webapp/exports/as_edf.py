"""The signals of a study as EDF+, one file for each session, in a ZIP."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator
from typing import TYPE_CHECKING

from vitals.errors import VitalsError
from vitals.types import Estimate
from webapp.exports.moments import as_estimate, moments
from webapp.exports.results import Result, chosen
from webapp.exports.selection import Selection
from webapp.records.downloads import archive, table
from webapp.records.models import Annotation, Session, Trace

if TYPE_CHECKING:
    from vitals.edf import Recording, Span

LEFT_OUT = ("session_id", "reason")


def write(selection: Selection) -> Generator[bytes]:
    return archive.zipped(_files(selection))


def _files(selection: Selection) -> Iterator[archive.File]:
    from vitals import edf  # loads scipy: only when asked for

    left_out: list[tuple[str, str]] = []
    for session, recording in _recordings(selection):
        try:
            yield _path(session), edf.write(recording)
        except VitalsError as error:
            left_out.append((str(session.pk), str(error)))
    yield "left-out.csv", table.table(LEFT_OUT, left_out)


def _path(session: Session) -> str:
    """Nothing of a pseudonym in it: that may hold letters that no file name has."""
    return f"edf/{session.started_at:%Y-%m-%d}-{session.pk}.edf"


def _recordings(selection: Selection) -> Iterator[tuple[Session, Recording]]:
    for batch in selection.batches():
        results = chosen(batch, selection.result)
        series: dict[uuid.UUID, list[Estimate]] = defaultdict(list)
        for pk, moment in moments(results):
            series[pk].append(as_estimate(moment))
        marked = _spans(batch)
        for session in batch:
            yield session, _recording(session, results[session.pk], series[session.pk], marked[session.pk])


def _recording(session: Session, result: Result, estimates: list[Estimate], spans: list[Span]) -> Recording:
    from vitals.edf import Recording

    trace = Trace.objects.filter(session=session).first()  # one at a time: signals are megabytes
    return Recording(
        pseudonym=session.participant.pseudonym if session.participant else "",
        started_at=session.zero_at,
        method=result.method,
        trace=trace.samples() if trace else None,
        estimates=estimates,
        spans=spans,
    )


def _spans(batch: Iterable[Session]) -> dict[uuid.UUID, list[Span]]:
    from vitals.edf import Span

    found: dict[uuid.UUID, list[Span]] = defaultdict(list)
    for row in Annotation.objects.filter(session__in=list(batch)).select_related("session"):
        start_s = row.start_s or 0.0
        end_s = row.session.duration_s if row.end_s is None else row.end_s
        found[row.session_id].append(Span(start_s, max(start_s, end_s), row.text, row.excludes))
    return found
