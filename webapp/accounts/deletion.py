"""Deleting an account: with it goes all that belongs to the person, in every table and in Redis."""

from __future__ import annotations

from typing import cast

from axes.utils import reset
from django.contrib.admin.models import LogEntry
from django.contrib.admin.options import get_content_type_for_model
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from redis.exceptions import RedisError

from webapp.accounts import study_data
from webapp.accounts.forms import PasswordForm
from webapp.accounts.logins import end_logins
from webapp.records.models import Session
from webapp.records.remove import remove


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def delete(request: HttpRequest) -> HttpResponse:
    """Asks for the password; without Redis nothing is deleted, since something could be left there."""
    form = PasswordForm(request, request.POST or None)
    user = request.user
    if request.method == "POST" and form.is_valid() and isinstance(user, User):
        if _is_last_administrator(user):
            form.add_error(None, _("You are the last administrator: make somebody else one first."))
        else:
            return _delete(request, user, form)
    return _page(request, form)


def delete_account(user: User) -> None:
    """Raises RedisError before anything is deleted if Redis is away."""
    remove(list(study_data.deleted_with(user).values_list("pk", flat=True)))
    with transaction.atomic():
        study_data.leave(user)
        Session.objects.filter(user=user).delete()  # begun meanwhile; in Redis it ends by itself
        end_logins(user)
        _forget_name(user)
        user.delete()


def _delete(request: HttpRequest, user: User, form: PasswordForm) -> HttpResponse:
    try:
        delete_account(user)
    except RedisError:
        form.add_error(None, _("The server is not available at the moment: try again in a minute."))
        return _page(request, form, status=503)
    logout(request)
    return render(request, "accounts/deleted.html")


def _page(request: HttpRequest, form: PasswordForm, status: int = 200) -> HttpResponse:
    user = cast(User, request.user)
    counts = {"own": study_data.deleted_with(user).count(), "kept": study_data.kept_of(user).count()}
    return render(request, "accounts/delete.html", {"form": form, **counts}, status=status)


def _is_last_administrator(user: User) -> bool:
    others = User.objects.filter(is_superuser=True, is_active=True).exclude(pk=user.pk)
    return user.is_superuser and not others.exists()


def _forget_name(user: User) -> None:
    """Where it stands outside the account: wrong passwords, and what administrators did to the account."""
    reset(username=user.get_username())
    done = LogEntry.objects.filter(content_type=get_content_type_for_model(user), object_id=str(user.pk))
    done.update(object_repr="", change_message="")
