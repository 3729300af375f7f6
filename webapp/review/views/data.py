"""What the charts of a session draw, as JSON. One look is one row of the access log, however many charts."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from vitals.errors import VitalsError
from webapp.jobs.methods import DEFAULT_METHOD, METHODS
from webapp.records.models import Trace
from webapp.review.results.columns import columns
from webapp.review.results.versions import LIVE, series_of
from webapp.review.results.waves import waves
from webapp.review.views.found import find

MAX_METHODS = 4


class BadQuery(ValueError):
    """The query names what is not there; the message names the value and the remedy."""


@require_GET
@never_cache
@login_required
def series(request: HttpRequest, study: int, pk: uuid.UUID) -> HttpResponseBase:
    """The estimates of one version of the result, a column each."""
    found = find(request, study, pk)
    found.looked()
    return JsonResponse(columns(series_of(found.session, request.GET.get("result", LIVE))))


@require_GET
@never_cache
@login_required
def signals(request: HttpRequest, study: int, pk: uuid.UUID) -> HttpResponseBase:
    """Colours, waves, spectrograms: `method` up to four times, `from` and `to` in seconds. Else 404."""
    found = find(request, study, pk)
    if not Trace.objects.filter(session=found.session).exists():
        raise Http404("no signals are stored with this session")
    found.looked()
    try:
        shown = waves(found.session, methods_of(request), _span(request))
    except (BadQuery, VitalsError) as error:
        return JsonResponse({"error": "bad_request", "message": str(error)}, status=400)
    return JsonResponse(shown)


def methods_of(request: HttpRequest) -> list[str]:
    """Raises BadQuery."""
    names = list(dict.fromkeys(request.GET.getlist("method"))) or [DEFAULT_METHOD]
    unknown = [name for name in names if name not in METHODS]
    if unknown:
        raise BadQuery(
            _("There is no method %(name)r: choose one of %(all)s.")
            % {"name": unknown[0][:30], "all": ", ".join(METHODS)}
        )
    if len(names) > MAX_METHODS:
        raise BadQuery(_("%(n)d methods: choose at most %(most)d.") % {"n": len(names), "most": MAX_METHODS})
    return names


def _span(request: HttpRequest) -> tuple[float, float] | None:
    start, end = request.GET.get("from"), request.GET.get("to")
    if start is None or end is None:
        return None
    try:
        start_s, end_s = float(start), float(end)
    except ValueError:
        raise BadQuery(_("%(a)r to %(b)r: give seconds.") % {"a": start[:20], "b": end[:20]}) from None
    if not 0 <= start_s < end_s < float("inf"):
        raise BadQuery(
            _("%(a)s to %(b)s s: give a span that goes forward.") % {"a": start[:20], "b": end[:20]}
        )
    return start_s, end_s
