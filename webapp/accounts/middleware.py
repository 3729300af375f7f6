"""What a login must do before it may go on: come back in time, and have a second factor where it is asked."""

from __future__ import annotations

import time
from typing import Any

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

from webapp.accounts import standing

ENDED = "ended"
"""In the session: that it is the next of one that ended by itself, for the page of the login to say so."""
OPEN = {"second_factor", "second_factor_set_up", "logout", "admin:logout", "set_language", "healthz"}
"""Names of URLs that need no second factor."""


class LoginRules(MiddlewareMixin):
    """Sockets are not asked: a measurement that runs is not cut. Keys of programs have no login."""

    def process_view(
        self, request: HttpRequest, view: Any, args: list[Any], kwargs: dict[str, Any]
    ) -> HttpResponseBase | None:
        """A login that is over is logged out, and the view answers as to anybody without one."""
        now_s = time.time()
        found = standing.current(request, now_s)
        if found is None:
            return None
        if found.is_over(now_s):
            logout(request)
            request.session[ENDED] = True
            return None
        if found.lacks_factor and _name(request) not in OPEN:
            return _refusal(request)
        return None


def _name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""


def _refusal(request: HttpRequest) -> HttpResponseBase:
    if not request.path.startswith("/api/"):
        return redirect("second_factor_set_up")
    text = _("Set up your second factor first: log in with a browser.")
    return JsonResponse({"error": "second_factor_missing", "message": text}, status=403)
