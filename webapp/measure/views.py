"""The page of the patient, and the sessions of one visitor as docs/protocol.md has them."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_http_methods
from redis.exceptions import RedisError

from vitals import limits
from vitals.withheld import Withheld
from webapp.live import registry
from webapp.live.limits import SESSION_MAX_S
from webapp.measure import consent
from webapp.measure.begin import begin
from webapp.measure.refusal import Refusal
from webapp.measure.wish import parse
from webapp.records.access import give_cookie, session_for, viewer_of
from webapp.records.json import detail, summary
from webapp.records.models import Session

HISTORY = 100  # own sessions that are listed, newest first
LIMITS = {
    "frames": limits.MAX_FRAMES_PER_BATCH,
    "frame_bytes": limits.MAX_FRAME_BYTES,
    "message_bytes": limits.MAX_MESSAGE_BYTES,
    "unacked": limits.MAX_UNACKED_BATCHES,
    "duration_s": SESSION_MAX_S,
}


@require_GET
@never_cache
@ensure_csrf_cookie
def index(request: HttpRequest) -> HttpResponse:
    """The page. Its template gets `consent`, and `config` for the page code (through json_script)."""
    config = {
        "sessions": reverse("sessions"),
        "consent": consent.CURRENT.version,
        "limits": LIMITS,
        "advice": {code.value: code.advice for code in Withheld},
    }
    response = render(request, "measure/index.html", {"consent": consent.CURRENT, "config": config})
    give_cookie(request, response)
    return response


@require_http_methods(["GET", "POST"])
@never_cache
def sessions(request: HttpRequest) -> HttpResponseBase:
    """List one's own sessions, or make one."""
    if request.method == "POST":
        return _make(request)
    own = Session.objects.owned_by(viewer_of(request))[:HISTORY]
    return JsonResponse({"sessions": [summary(session) for session in own]})


@require_http_methods(["GET", "DELETE"])
@never_cache
def session(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Show one's own session with its estimates, or remove it with all that belongs to it."""
    try:
        found = session_for(viewer_of(request), pk)
    except Http404:
        return JsonResponse({"error": "not_found", "message": "There is no such measurement."}, status=404)
    if request.method == "GET":
        return JsonResponse(detail(found))
    try:
        registry.forget(pk)
    except RedisError:
        return _unavailable()
    found.delete()
    return HttpResponse(status=204)


def _make(request: HttpRequest) -> JsonResponse:
    viewer = viewer_of(request)
    try:
        if viewer.visitor is None:
            raise Refusal(
                400, "bad_request", "Your browser sent no cookie: allow cookies and reload the page."
            )
        made = begin(viewer, parse(request.body), request.META.get("REMOTE_ADDR", ""))
    except Refusal as refusal:
        return refusal.response()
    except RedisError:
        return _unavailable()
    answer: dict[str, Any] = {"id": str(made.pk), "socket": f"/ws/sessions/{made.pk}/", "limits": LIMITS}
    return JsonResponse(answer, status=201)


def _unavailable() -> JsonResponse:
    return Refusal(
        503, "unavailable", "The server is not available at the moment: try again in a minute."
    ).response()
