"""The page of the patient, and the sessions of one visitor as docs/protocol.md has them."""

from __future__ import annotations

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_http_methods

from vitals import limits
from vitals.withheld import Withheld
from webapp.live.limits import SESSION_MAX_S
from webapp.measure import changes, consent
from webapp.measure.begin import begin
from webapp.measure.refusal import Refusal, answering, own_session
from webapp.measure.shown import shown
from webapp.measure.wish import parse
from webapp.records import own
from webapp.records.access import give_cookie, viewer_of
from webapp.records.models import Session
from webapp.records.remove import remove
from webapp.records.words import advice

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
    return page(request, "measure/index.html")


def page(request: HttpRequest, template: str, more: dict[str, Any] | None = None) -> HttpResponse:
    """The page. Its template gets `consent`, and `config` for the page code (through json_script)."""
    config = {
        "sessions": reverse("sessions"),
        "consent": consent.CURRENT.version,
        "language": get_language(),
        "limits": LIMITS,
        "advice": {code.value: advice(code) for code in Withheld},
    }
    shown = {"consent": consent.CURRENT, "config": config, **(more or {})}
    response = render(request, template, shown)
    give_cookie(request, response)
    return response


@require_http_methods(["GET", "POST"])
@never_cache
@answering
def sessions(request: HttpRequest) -> HttpResponseBase:
    """List one's own sessions, or make one."""
    if request.method == "POST":
        return _make(request)
    found = Session.objects.owned_by(viewer_of(request))[:HISTORY]
    return JsonResponse({"sessions": [own.summary(session) for session in found]})


@require_http_methods(["GET", "PATCH", "DELETE"])
@never_cache
@answering
def session(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Show one's own session with its estimates, change what is one's own of it, or remove it wholly."""
    found = own_session(request, pk)
    if request.method == "DELETE":
        remove([pk])
        return HttpResponse(status=204)
    if request.method == "PATCH":
        changes.apply(found, changes.parse(request.body))
    return JsonResponse(shown(found))


def _make(request: HttpRequest) -> JsonResponse:
    viewer = viewer_of(request)
    if viewer.visitor is None:
        text = _("Your browser sent no cookie: allow cookies and reload the page.")
        raise Refusal(400, "bad_request", text)
    return made(begin(viewer, parse(request.body), request.META.get("REMOTE_ADDR", "")))


def made(session: Session) -> JsonResponse:
    """What the page needs to send its frames."""
    answer: dict[str, Any] = {
        "id": str(session.pk),
        "socket": f"/ws/sessions/{session.pk}/",
        "limits": LIMITS,
    }
    return JsonResponse(answer, status=201)
