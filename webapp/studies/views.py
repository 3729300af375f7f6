"""The studies that one works on, and their sessions. Other people's studies do not exist here."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from webapp.records.models import AccessLog, Study

PER_PAGE = 50


@require_GET
@login_required
def studies(request: HttpRequest) -> HttpResponse:
    own = Study.objects.filter(memberships__user=cast(User, request.user))
    return render(request, "studies/list.html", {"studies": own.annotate(session_count=Count("sessions"))})


@require_GET
@login_required
def study(request: HttpRequest, pk: int) -> HttpResponse:
    user = cast(User, request.user)
    found = get_object_or_404(Study, pk=pk, memberships__user=user)
    sessions = found.sessions.select_related("participant")
    page = Paginator(sessions, PER_PAGE).get_page(request.GET.get("page"))
    AccessLog.objects.create(user=user, action=AccessLog.Action.VIEW, target=f"study:{found.pk}")
    return render(request, "studies/study.html", {"study": found, "page": page})
