"""The versions of a session's result: the live one, and each analysis since. None is overwritten."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.http import Http404

from webapp.records.json import estimate
from webapp.records.models import Analysis, Session

LIVE = "live"
NO_METHOD = "–"


@dataclass(frozen=True, slots=True)
class Version:
    """One result; `row` has the rates with their qualities and reasons."""

    key: str
    """`live`, or the number of the analysis."""
    row: Session | Analysis
    made_at: datetime
    made_by: str

    @property
    def name(self) -> str:
        return f"{self.key}: {self.row.method or NO_METHOD}"


def versions_of(session: Session) -> list[Version]:
    """The live one first. One query."""
    again = session.analyses.defer("series").select_related("created_by")
    live = Version(LIVE, session, session.ended_at or session.started_at, "")
    return [live, *(_analysed(analysis) for analysis in again)]


def chosen(versions: list[Version], key: str | None, default: str | None = LIVE) -> Version | None:
    """The version of that key, or of the default one. Raises Http404 for one that is not there."""
    key = key or default
    if key is None:
        return None
    found = next((version for version in versions if version.key == key), None)
    if found is None:
        raise Http404("no such result")
    return found


def series_of(session: Session, key: str) -> list[dict[str, Any]]:
    """Estimates a second, as `webapp.records.json.estimate` has them. Raises Http404."""
    if key == LIVE:
        return [estimate(row) for row in session.estimates.order_by("t_s")]
    if not (key.isascii() and key.isdigit() and len(key) < 9):
        raise Http404("no such result")
    series: list[dict[str, Any]] | None = (
        session.analyses.filter(number=int(key)).values_list("series", flat=True).first()
    )
    if series is None:
        raise Http404("no such result")
    return series


def _analysed(analysis: Analysis) -> Version:
    by = analysis.created_by.get_username() if analysis.created_by else ""
    return Version(str(analysis.number), analysis, analysis.created_at, by)
