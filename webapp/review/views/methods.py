"""Several pulse methods side by side, on the same signals."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from webapp.jobs.methods import METHODS
from webapp.records.access import log
from webapp.records.models import AccessLog, Trace
from webapp.review.results.columns import columns
from webapp.review.results.seconds import sentence
from webapp.review.results.versions import Version, series_of, versions_of
from webapp.review.views.data import BadQuery, methods_of
from webapp.review.views.found import Found, find
from webapp.studies.page import study_page

AT_FIRST = ("fused", "pos")


@require_GET
@login_required
def methods(request: HttpRequest, study: int, pk: uuid.UUID) -> HttpResponse:
    """Waves are made anew for each method; rates are those of its newest stored result, if it has one."""
    found = find(request, study, pk)
    log(request, AccessLog.Action.VIEW, f"session:{pk}", found.seat.study, "methods")
    problem, names = "", list(AT_FIRST)
    try:
        names = methods_of(request) if "method" in request.GET else names
    except BadQuery as error:
        problem = str(error)
    context = {
        "session": found.session,
        "query": found.query,
        "problem": problem,
        "has_signals": Trace.objects.filter(session=found.session).exists(),
        "methods": [(name, name in names) for name in METHODS],
        **_columns(found, names),
    }
    return study_page(request, found.seat, "review/methods.html", context, 400 if problem else 200)


def _columns(found: Found, names: list[str]) -> dict[str, Any]:
    newest = {version.row.method: version for version in versions_of(found.session)}
    columns_of = [_column(found, name, newest.get(name)) for name in names]
    place = [found.seat.study.pk, found.session.pk]
    data = {
        "duration_s": found.session.duration_s,
        "waves": reverse("review:waves", args=place),
        "methods": names,
        "series": {one["name"]: columns(one["series"]) for one in columns_of},
    }
    return {"columns": columns_of, "chart_data": data}


def _column(found: Found, name: str, version: Version | None) -> dict[str, Any]:
    series = series_of(found.session, version.key) if version else []
    return {
        "name": name,
        "version": version,
        "series": series,
        "heart": sentence(series, "heart_rate") if series else "",
        "breath": sentence(series, "respiratory_rate") if series else "",
    }
