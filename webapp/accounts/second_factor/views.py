"""The second factor of one's own account: set up, new recovery codes, turn off; each with the password."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods

from webapp.accounts.forms import PasswordForm
from webapp.accounts.logins import end_logins
from webapp.accounts.second_factor import codes
from webapp.accounts.second_factor.forms import ConfirmForm
from webapp.accounts.standing import give_factor, take_factor
from webapp.records.access import log
from webapp.records.models import AccessLog, Policy


@require_GET
@never_cache
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    shown = {"on": codes.is_on(user), "left": codes.recovery_codes_left(user)}
    return render(request, "accounts/second_factor/overview.html", shown)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def set_up(request: HttpRequest) -> HttpResponse:
    """A new app. Every other login ends, since it was made without it."""
    user = cast(User, request.user)
    form = ConfirmForm(request, user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        _note(request, user, "set up")
        give_factor(request)
        end_logins(user, but=request.session.session_key)
        return _show_codes(request, user)
    device = codes.new_app(user)
    asked = Policy.current().two_factor and not codes.is_on(user)
    shown = {"form": form, "picture": codes.picture(device), "key": codes.typed_key(device), "asked": asked}
    return render(request, "accounts/second_factor/set_up.html", shown)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def new_codes(request: HttpRequest) -> HttpResponse:
    user = cast(User, request.user)
    form = PasswordForm(request, request.POST or None)
    if request.method == "POST" and codes.is_on(user) and form.is_valid():
        _note(request, user, "new recovery codes")
        return _show_codes(request, user)
    return _ask(request, "new_codes", form)


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def turn_off(request: HttpRequest) -> HttpResponse:
    """Where the policy asks for one, the next page is that to set up another."""
    user = cast(User, request.user)
    form = PasswordForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        codes.turn_off(user)
        take_factor(request)
        _note(request, user, "turned off")
        return redirect("second_factor")
    return _ask(request, "turn_off", form)


def _ask(request: HttpRequest, what: str, form: PasswordForm) -> HttpResponse:
    if not codes.is_on(cast(User, request.user)):
        return redirect("second_factor")
    return render(request, f"accounts/second_factor/{what}.html", {"form": form})


def _show_codes(request: HttpRequest, user: User) -> HttpResponse:
    shown: dict[str, Any] = {"codes": codes.new_recovery_codes(user)}
    return render(request, "accounts/second_factor/recovery_codes.html", shown)


def _note(request: HttpRequest, user: User, what: str) -> None:
    log(request, AccessLog.Action.CHANGE, f"second-factor:{user.pk}", detail=what)
