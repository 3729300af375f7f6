"""The second step of a login."""

from __future__ import annotations

from django.contrib.auth import login
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from webapp.accounts.claim import claim
from webapp.accounts.second_factor import pending
from webapp.accounts.second_factor.forms import CodeForm
from webapp.accounts.standing import give_factor


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@never_cache
def code(request: HttpRequest) -> HttpResponse:
    """Only after the right password; after some wrong codes that is asked for again."""
    waiting = pending.awaited(request)
    user = waiting.user() if waiting else None
    if waiting is None or user is None:
        return redirect("login")
    form = CodeForm(user, request.POST or None)
    if request.method == "POST":
        if form.is_valid():
            return _let_in(request, user, waiting)
        if not pending.count_try(request, waiting):
            return redirect("login")
    return render(request, "accounts/second_factor/code.html", {"form": form})


def _let_in(request: HttpRequest, user: User, waiting: pending.Pending) -> HttpResponse:
    pending.forget(request)
    if waiting.claim:
        claim(request, user)
    login(request, user, backend=waiting.backend)
    give_factor(request)
    return redirect(waiting.next)
