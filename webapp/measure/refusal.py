"""A request that is refused, with the reason."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.views.csrf import csrf_failure as django_page
from redis.exceptions import RedisError

from webapp.records.access import session_for, viewer_of
from webapp.records.models import Session

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponseBase]


class Refusal(Exception):
    """Raised when something is not done. Becomes one JSON answer."""

    def __init__(self, status: int, error: str, message: str, **more: Any) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": error, "message": message, **more}

    def response(self) -> JsonResponse:
        wait_s = self.body.get("retry_after_s")
        headers = {} if wait_s is None else {"Retry-After": str(wait_s)}
        return JsonResponse(self.body, status=self.status, headers=headers)


def answering(view: View[P]) -> View[P]:
    """Let a view raise Refusal; without Redis it answers 503."""

    @wraps(view)
    def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except Refusal as refusal:
            return refusal.response()
        except RedisError:
            text = _("The server is not available at the moment: try again in a minute.")
            return Refusal(503, "unavailable", text).response()

    return answer


def own_session(request: HttpRequest, pk: uuid.UUID) -> Session:
    """The session, if it belongs to who asks. Raises Refusal for everybody else: it does not exist."""
    try:
        return session_for(viewer_of(request), pk)
    except Http404 as error:
        raise no_such_session() from error


def no_such_session() -> Refusal:
    return Refusal(404, "not_found", _("There is no such measurement."))


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Without its CSRF token: the page's code gets JSON, a form gets Django's page."""
    if request.content_type != "application/json":
        return django_page(request, reason)
    return Refusal(403, "not_allowed", _("Reload the page and allow cookies.")).response()
