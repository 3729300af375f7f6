"""From a request or a socket to its viewer, and from a viewer to a session. Strangers get 404."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse

from webapp.records.models import AccessLog, Session, Study
from webapp.records.visibility import Viewer

COOKIE = "visitor"
COOKIE_AGE_S = 365 * 24 * 3600
RENEW_AFTER_S = 7 * 24 * 3600


def viewer_of(request: HttpRequest) -> Viewer:
    return Viewer(visitor_of_cookie(request.COOKIES.get(COOKIE)), request.user)


def viewer_of_scope(scope: Mapping[str, Any]) -> Viewer:
    """The same for a socket; reading the user may ask the database."""
    return Viewer(visitor_of_cookie(scope["cookies"].get(COOKIE)), scope["user"])


def session_for(viewer: Viewer, pk: uuid.UUID) -> Session:
    """The session if it is the viewer's own; Http404 for everybody else."""
    session: Session | None = Session.objects.owned_by(viewer).filter(pk=pk).first()
    if session is None:
        raise Http404("no such session")
    return session


def give_cookie(request: HttpRequest, response: HttpResponse) -> None:
    """Give a new browser its own secret; an old one keeps its own, which lasts for as long as it is used."""
    cookie = request.COOKIES.get(COOKIE)
    visitor = visitor_of_cookie(cookie)
    if visitor is None or visitor_of_cookie(cookie, max_age_s=RENEW_AFTER_S) is None:
        value = signing.dumps((visitor or uuid.uuid4()).hex, salt=COOKIE)
        response.set_cookie(
            COOKIE, value, max_age=COOKIE_AGE_S, httponly=True, samesite="Lax", secure=request.is_secure()
        )


def visitor_of_cookie(cookie: str | None, max_age_s: int = COOKIE_AGE_S) -> uuid.UUID | None:
    """The visitor that a cookie names; None where it is absent, forged or older."""
    try:
        return uuid.UUID(signing.loads(cookie or "", salt=COOKIE, max_age=max_age_s))
    except (signing.BadSignature, ValueError):
        return None


def may_feed(scope: Mapping[str, Any], pk: uuid.UUID) -> bool:
    """Whether this socket may send frames to the session: only its owner may. Asks the database."""
    return Session.objects.owned_by(viewer_of_scope(scope)).filter(pk=pk).exists()


def log(
    request: HttpRequest,
    action: AccessLog.Action,
    target: str,
    study: Study | None = None,
    detail: str = "",
) -> None:
    """Write down who did what; a visitor without an account is nobody."""
    user = request.user if request.user.is_authenticated else None
    AccessLog.objects.create(user=user, action=action, target=target, study=study, detail=detail[:200])
