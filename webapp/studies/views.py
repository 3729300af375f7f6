"""The studies that one works on, and their sessions. Other people's studies do not exist here."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from webapp.records.access import log
from webapp.records.models import AccessLog, Study
from webapp.studies.access import seat_for
from webapp.studies.page import study_page

PER_PAGE = 50


@require_GET
@login_required
def studies(request: HttpRequest) -> HttpResponse:
    own = Study.objects.filter(memberships__user=cast(User, request.user))
    return render(request, "studies/list.html", {"studies": own.annotate(session_count=Count("sessions"))})


@require_GET
@login_required
def study(request: HttpRequest, study: int) -> HttpResponse:
    seat = seat_for(request, study)
    sessions = seat.study.sessions.select_related("participant")
    page = Paginator(sessions, PER_PAGE).get_page(request.GET.get("page"))
    log(request, AccessLog.Action.VIEW, f"study:{study}", seat.study)
    return study_page(request, seat, "studies/study.html", {"page": page})
