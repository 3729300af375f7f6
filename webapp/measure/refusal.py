"""A measurement that is not begun, with the reason."""

from __future__ import annotations

from typing import Any

from django.http import JsonResponse


class Refusal(Exception):
    """Raised when no session is made. Becomes one JSON answer."""

    def __init__(self, status: int, error: str, message: str, **more: Any) -> None:
        super().__init__(message)
        self.status = status
        self.body = {"error": error, "message": message, **more}

    def response(self) -> JsonResponse:
        return JsonResponse(self.body, status=self.status)
