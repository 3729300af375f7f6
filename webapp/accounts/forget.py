"""Forget me on this device: the cookies go, and with them what was measured here without an account."""

from __future__ import annotations

from typing import Literal

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from pydantic import BaseModel, ConfigDict
from redis.exceptions import RedisError

from webapp.accounts.claim import of_this_browser
from webapp.measure.body import read
from webapp.measure.refusal import answering
from webapp.records.access import COOKIE
from webapp.records.remove import remove


class Choice(BaseModel):
    """The JSON of the measuring page; a form names `measurements` alike, its unticked box nothing."""

    model_config = ConfigDict(strict=True, extra="forbid")

    measurements: Literal["delete", "keep"] = "delete"
    """What is kept can be opened by nobody any more: only its cookie could."""


@require_http_methods(["GET", "POST"])
@never_cache
def forget(request: HttpRequest) -> HttpResponseBase:
    """A page with a form; or JSON, for the measuring page, which is answered with 204."""
    if request.method == "POST" and request.content_type == "application/json":
        return _forget_for_page(request)
    count = of_this_browser(request).count()
    if request.method == "GET":
        return render(request, "accounts/forget.html", {"count": count})
    try:
        return _forgotten(request, redirect("index"), request.POST.get("measurements") == "delete")
    except RedisError:
        text = _("The server is not available at the moment: try again in a minute.")
        return render(request, "accounts/forget.html", {"count": count, "problem": text}, status=503)


@answering
def _forget_for_page(request: HttpRequest) -> HttpResponseBase:
    choice = read(Choice, request.body or b"{}")
    return _forgotten(request, HttpResponse(status=204), choice.measurements == "delete")


def _forgotten(request: HttpRequest, response: HttpResponse, with_measurements: bool) -> HttpResponse:
    """Raises RedisError before anything is forgotten."""
    if with_measurements:
        remove(list(of_this_browser(request).values_list("pk", flat=True)))
    logout(request)
    of_django = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME)
    for name in (COOKIE, *of_django):  # those of ours that a later person at this device could inherit
        response.delete_cookie(name, samesite="Lax")
    return response
