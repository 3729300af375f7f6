"""Analyse stored signals again: one session, those that are ticked, or all that a search finds."""

from __future__ import annotations

import uuid
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from webapp.jobs.reanalysis import Chosen, UnknownMethod, start_reanalysis
from webapp.review.sessions.conditions import matching
from webapp.review.sessions.search import Search
from webapp.studies.access import Role, Seat, seat_for
from webapp.studies.page import study_page


class NothingChosen(ValueError):
    """It is not clear which sessions are meant; the message is for the person."""


@require_POST
@login_required
def analyse(request: HttpRequest, study: int) -> HttpResponse:
    """The search stands in the query, as the list has it. What makes no sense is answered 400."""
    seat = seat_for(request, study, Role.REVIEWER)
    try:
        start_reanalysis(request, seat, _chosen(request, seat), request.POST.get("method", ""))
    except (NothingChosen, UnknownMethod) as error:
        context = {"search": Search(request.GET), "problem": str(error)}
        return study_page(request, seat, "review/list.html", context, 400)
    messages.success(request, _("The analysis is started. Each result is one more version of its session."))
    return redirect("jobs:list", study)


def _chosen(request: HttpRequest, seat: Seat) -> Chosen:
    """Raises NothingChosen."""
    if request.POST.get("which") == "matching":
        return _matching(request, seat)
    try:
        ticked = [uuid.UUID(pk) for pk in request.POST.getlist("session")]
    except ValueError:
        ticked = []
    if not ticked:
        raise NothingChosen(_("No session is ticked: tick at least one."))
    return ticked


def _matching(request: HttpRequest, seat: Seat) -> Chosen:
    """None, which is the whole study, where nothing is searched for: also sessions that come meanwhile."""
    search = Search(request.GET)
    if not search.is_valid():
        raise NothingChosen(_("This search makes no sense: correct the field that is marked."))
    found = matching(seat.study, cast(User, request.user), search.active())
    return found if search.active() else None
