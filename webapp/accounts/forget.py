"""Forget me on this device: the cookies go, and with them, if asked, what was measured without an account."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from redis.exceptions import RedisError

from webapp.accounts.claim import of_this_browser
from webapp.records.access import COOKIE
from webapp.records.remove import remove


@require_http_methods(["GET", "POST"])
@never_cache
def forget(request: HttpRequest) -> HttpResponse:
    """`POST` with `measurements=delete` deletes them; else they stay, and nobody can open them again."""
    count = of_this_browser(request).count()
    if request.method == "GET":
        return render(request, "accounts/forget.html", {"count": count})
    try:
        if request.POST.get("measurements") == "delete":
            remove(list(of_this_browser(request).values_list("pk", flat=True)))
    except RedisError:
        text = _("The server is not available at the moment: try again in a minute.")
        return render(request, "accounts/forget.html", {"count": count, "problem": text}, status=503)
    logout(request)
    return _without_cookies(redirect("index"))


def _without_cookies(response: HttpResponse) -> HttpResponse:
    """Those of ours that a later person at this device could inherit."""
    of_django = (settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME, settings.LANGUAGE_COOKIE_NAME)
    for name in (COOKIE, *of_django):
        response.delete_cookie(name, samesite="Lax")
    return response
