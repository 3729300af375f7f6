"""Which result of a session is meant: the one measured live, the latest analysis, or that of one method."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from webapp.records.models import Analysis, Session, Study

LIVE = "live"
LATEST = "latest"
Result = Session | Analysis
"""Both have rates, method, model and software."""


def label(analysis: Analysis) -> str:
    """Names what computed it: `pos vitals 1.0`."""
    return f"{analysis.method} {analysis.software}"


def labels(study: Study) -> list[str]:
    """Of all analyses that the study has."""
    found = Analysis.objects.filter(session__study=study).order_by("method", "software")
    return [f"{method} {software}" for method, software in found.values_list("method", "software").distinct()]


def chosen(sessions: Iterable[Session], which: str) -> dict[uuid.UUID, Result]:
    """The result of each session; one query at most.

    `latest` is the live one where nothing was analysed again. A session without an analysis of that label has
    no rates there: `not_measured`.
    """
    live = {session.pk: session for session in sessions}
    if which == LIVE:
        return dict(live)
    rows = Analysis.objects.filter(session__in=list(live)).defer("series").order_by("number")
    if which == LATEST:
        return live | {row.session_id: row for row in rows}
    method, _, software = which.partition(" ")
    found: dict[uuid.UUID, Result] = {
        pk: Analysis(session=session, number=0, method=method, software=software)
        for pk, session in live.items()
    }
    return found | {row.session_id: row for row in rows.filter(method=method, software=software)}


def name_of(result: Result) -> str:
    """`live`, or the number of the analysis within its session."""
    return LIVE if isinstance(result, Session) else str(result.number)
