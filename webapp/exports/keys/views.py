"""`/studies/<study>/exports/keys/`: keys for programs, for coordinators."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from webapp.exports.keys import secret
from webapp.exports.keys.form import KeyForm
from webapp.records.access import log
from webapp.records.models import AccessLog, ApiToken, Membership
from webapp.studies.access import Role, Seat, seat_for
from webapp.studies.page import study_page

MOST_OPEN = 20  # keys of one study that open it at the same time
SHOWN = 100  # keys in the list, newest first


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def keys(request: HttpRequest, study: int) -> HttpResponse:
    """The list, and a form for one more. A new key is in the answer to the form, and nowhere else."""
    seat = seat_for(request, study, Role.COORDINATOR)
    form = KeyForm(request.POST if request.method == "POST" else None, label_suffix="")
    made = _made(request, seat, form) if form.is_valid() else None
    context = {
        "form": KeyForm(label_suffix="") if made else form,
        "made": made,
        "keys": _listed(seat),
        "now": timezone.now(),
    }
    return study_page(request, seat, "exports/keys.html", context, 422 if form.errors else 200)


@require_POST
@login_required
def revoke(request: HttpRequest, study: int, key: int) -> HttpResponse:
    seat = seat_for(request, study, Role.COORDINATOR)
    row = get_object_or_404(ApiToken, study=seat.study, pk=key)
    if ApiToken.objects.filter(pk=row.pk, revoked_at=None).update(revoked_at=timezone.now()):
        log(request, AccessLog.Action.CHANGE, f"key:{row.pk}", seat.study, f"revoked {row.prefix}…")
        messages.success(request, _("The key %(prefix)s… opens nothing any more.") % {"prefix": row.prefix})
    return redirect("exports:keys", seat.study.pk)


def _made(request: HttpRequest, seat: Seat, form: KeyForm) -> str | None:
    """The new key; None, with the reason in the form, where there are too many."""
    now = timezone.now()
    if seat.study.tokens.filter(revoked_at=None, expires_at__gt=now).count() >= MOST_OPEN:
        most = _("The study has %(most)d keys that open it: revoke one first.") % {"most": MOST_OPEN}
        form.add_error(None, most)
        return None
    expires_at = now + timedelta(days=form.cleaned_data["days"])
    row, key = secret.make(seat.study, cast(User, request.user), form.cleaned_data["name"], expires_at)
    log(request, AccessLog.Action.CHANGE, f"key:{row.pk}", seat.study, f"made {row.prefix}…")
    return key


def _listed(seat: Seat) -> list[ApiToken]:
    """With `reaches`: whether the maker is still a coordinator, without which a key opens nothing."""
    reaching = Q(
        created_by__is_active=True,
        created_by__memberships__study=seat.study,
        created_by__memberships__role=Membership.Role.COORDINATOR,
    )
    rows = seat.study.tokens.select_related("created_by").annotate(reaches=Count("pk", filter=reaching))
    return list(rows.order_by("-created_at", "-pk")[:SHOWN])
