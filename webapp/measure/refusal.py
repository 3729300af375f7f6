"""A request that is refused, with the reason."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.csrf import csrf_failure as django_page


class Refusal(Exception):
    """Raised when no session is made. Becomes one JSON answer."""

    def __init__(self, status: int, error: str, message: str, **more: Any) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": error, "message": message, **more}

    def response(self) -> JsonResponse:
        return JsonResponse(self.body, status=self.status)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Without its CSRF token: the page's code gets JSON, a form gets Django's page."""
    if request.content_type != "application/json":
        return django_page(request, reason)
    return Refusal(403, "not_allowed", "Reload the page and allow cookies.").response()
