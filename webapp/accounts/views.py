"""An account is optional: it carries one's history from one device to another."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import login, views
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from webapp.accounts.claim import claim, of_this_browser
from webapp.accounts.forms import LoginForm, RegisterForm
from webapp.accounts.middleware import ENDED
from webapp.accounts.second_factor import pending
from webapp.accounts.second_factor.codes import is_on
from webapp.enrolment.own import studies_of
from webapp.measure.limited import ACCOUNTS, too_often
from webapp.records.access import viewer_of
from webapp.records.models import Session

BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_http_methods(["GET", "POST"])
@never_cache
def register(request: HttpRequest) -> HttpResponse:
    """Make an account and log in; what was measured in this browser comes along if the person says so."""
    form = RegisterForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if wait_s := ACCOUNTS.wait_s(request):
            return too_often(request, wait_s)
        user = form.save()
        if form.cleaned_data.get("claim"):
            claim(request, user)
        login(request, user, backend=BACKEND)
        return redirect("index")
    return render(request, "accounts/register.html", {"form": form})


class Login(views.LoginView):
    """The first step; where a second factor is on, nobody is logged in before the second."""

    template_name = "accounts/login.html"
    authentication_form = LoginForm

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        user, take_along = form.get_user(), bool(form.cleaned_data.get("claim"))
        if is_on(user):
            pending.remember(self.request, user, self.get_success_url(), take_along)
            return redirect("login_code")
        if take_along:
            claim(self.request, user)
        return super().form_valid(form)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs, ended=self.request.session.pop(ENDED, False))


@require_GET
def admin_login(request: HttpRequest) -> HttpResponse:
    """The admin panel has no login of its own: it would know nothing of the second factor."""
    asked = {"next": request.GET.get("next") or reverse("admin:index")}
    return redirect(f"{reverse('login')}?{urlencode(asked)}")


@require_GET
@never_cache
@ensure_csrf_cookie
def my_data(request: HttpRequest) -> HttpResponse:
    """What is kept about who asks, with an account or without, and what can be done with it."""
    shown = {
        "own": Session.objects.owned_by(viewer_of(request)).count(),
        "unclaimed": of_this_browser(request).count() if request.user.is_authenticated else 0,
        "my_studies": studies_of(request),
        "mail": bool(settings.EMAIL_HOST),
    }
    return render(request, "accounts/my_data.html", shown)


@require_POST
@login_required
def claim_now(request: HttpRequest) -> HttpResponse:
    """The same as at the login, for what was measured before it."""
    if request.user.is_authenticated:
        claim(request, request.user)
    return redirect("my_data")
