"""Every error of the API is `{"error": code, "message": sentence}`."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError
from redis.exceptions import RedisError

MOST_FAULTS = 5  # of a body, told at once


class Invalid(Exception):
    """Raised for a value that is well-formed and of no use. The message names it and what to give."""


def install(api: NinjaAPI) -> None:
    """Register an answer for each kind of error."""
    api.exception_handler(Http404)(_not_found)
    api.exception_handler(PermissionDenied)(_denied)
    api.exception_handler(HttpError)(_http)
    api.exception_handler(ValidationError)(_malformed)
    api.exception_handler(Invalid)(_invalid)
    api.exception_handler(RedisError)(_unavailable)


def no_such_address(request: HttpRequest, rest: str) -> HttpResponse:
    """What is under /api/ and is nothing, such as an id that is none."""
    return _error(HTTPStatus.NOT_FOUND, "There is nothing at this address.")


def _not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return _error(HTTPStatus.NOT_FOUND, "It does not exist, or not for you.")


def _denied(request: HttpRequest, error: PermissionDenied) -> HttpResponse:
    return _error(HTTPStatus.FORBIDDEN, str(error) or "You may not do this.")


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:
    return _error(HTTPStatus(error.status_code), str(error))


def _malformed(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Places and faults, without the values."""
    faults = [f"{_place(each['loc'])}: {each['msg']}" for each in error.errors[:MOST_FAULTS]]
    return _error(HTTPStatus.UNPROCESSABLE_ENTITY, "; ".join(faults))


def _invalid(request: HttpRequest, error: Invalid) -> HttpResponse:
    return _error(HTTPStatus.UNPROCESSABLE_ENTITY, str(error))


def _unavailable(request: HttpRequest, error: RedisError) -> HttpResponse:
    text = "The server is not available at the moment: try again in a minute."
    return _error(HTTPStatus.SERVICE_UNAVAILABLE, text)


def _place(parts: Any) -> str:
    return ".".join(str(part) for part in parts)


def _error(status: HTTPStatus, message: str) -> HttpResponse:
    return JsonResponse({"error": status.name.lower(), "message": message}, status=status)
