"""The studies that one works on, and a new one. Other people's studies do not exist here."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from webapp.records.access import log
from webapp.records.models import AccessLog, Membership, Participant, Session, Study
from webapp.studies.forms import NewStudyForm

ADD_STUDY = "records.add_study"


@require_GET
@login_required
def studies(request: HttpRequest) -> HttpResponse:
    """One's own studies with their progress in numbers."""
    people = Participant.objects.filter(study=OuterRef("pk"))
    own = Study.objects.filter(memberships__user=cast(User, request.user)).annotate(
        role=F("memberships__role"),
        enrolled=_number_of(people),
        joined=_number_of(people.exclude(joined_at=None)),
        withdrawn=_number_of(people.exclude(withdrawn_at=None)),
        measured=_number_of(Session.objects.filter(study=OuterRef("pk"))),
    )
    return render(request, "studies/list.html", {"studies": own, "may_add": _may_add(request)})


@require_http_methods(["GET", "POST"])
@never_cache
@login_required
def new(request: HttpRequest) -> HttpResponse:
    """Make a study; whoever makes it is its first coordinator."""
    if not _may_add(request):
        raise PermissionDenied(_("Ask an administrator to let you make studies."))
    form = NewStudyForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = _make(form, cast(User, request.user))
        log(request, AccessLog.Action.CHANGE, f"study:{made.pk}", made, "made")
        return redirect("studies:settings", made.pk)
    return render(request, "studies/new.html", {"form": form}, status=422 if form.errors else 200)


@transaction.atomic
def _make(form: NewStudyForm, user: User) -> Study:
    study: Study = form.save()
    Membership.objects.create(study=study, user=user, role=Membership.Role.COORDINATOR)
    return study


def _may_add(request: HttpRequest) -> bool:
    return bool(request.user.is_staff) or request.user.has_perm(ADD_STUDY)


def _number_of(rows: QuerySet[Any]) -> Coalesce:
    """How many of a study; a subquery each, since joins would multiply one another."""
    counted = rows.order_by().values("study").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)
