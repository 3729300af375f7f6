"""An account is optional: it carries one's history from one device to another."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth import login, views
from django.contrib.auth.decorators import login_required
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from webapp.accounts.claim import claim, of_this_browser
from webapp.accounts.forms import LoginForm, RegisterForm
from webapp.records.access import viewer_of
from webapp.records.models import Session

BACKEND = "django.contrib.auth.backends.ModelBackend"


@require_http_methods(["GET", "POST"])
@never_cache
def register(request: HttpRequest) -> HttpResponse:
    """Make an account and log in; what was measured in this browser comes along if the person says so."""
    form = RegisterForm(request, request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = form.save()
        if form.cleaned_data.get("claim"):
            claim(request, user)
        login(request, user, backend=BACKEND)
        return redirect("index")
    return render(request, "accounts/register.html", {"form": form})


class Login(views.LoginView):
    template_name = "accounts/login.html"
    authentication_form = LoginForm

    def form_valid(self, form: AuthenticationForm) -> HttpResponse:
        if form.cleaned_data.get("claim") and isinstance(user := form.get_user(), User):
            claim(self.request, user)
        return super().form_valid(form)


@require_GET
@never_cache
@ensure_csrf_cookie
def my_data(request: HttpRequest) -> HttpResponse:
    """What is kept about who asks, with an account or without, and what can be done with it."""
    shown = {
        "own": Session.objects.owned_by(viewer_of(request)).count(),
        "unclaimed": of_this_browser(request).count() if request.user.is_authenticated else 0,
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
