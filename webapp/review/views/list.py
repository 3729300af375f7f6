"""The list of a study's sessions."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from webapp.jobs.methods import METHODS
from webapp.records.access import log
from webapp.records.models import AccessLog
from webapp.review.sessions.chips import chips, without
from webapp.review.sessions.conditions import matching
from webapp.review.sessions.listing import page_number, page_of
from webapp.review.sessions.order import Order
from webapp.review.sessions.search import Search
from webapp.studies.access import seat_for
from webapp.studies.page import study_page


@require_GET
@login_required
def sessions(request: HttpRequest, study: int) -> HttpResponse:
    """What cannot be searched for is said at its field, and then nothing is listed: 400."""
    seat = seat_for(request, study)
    search = Search(request.GET)
    if not search.is_valid():
        return study_page(request, seat, "review/list.html", {"search": search}, status=400)
    user = cast(User, request.user)
    found = matching(seat.study, user, search.active())
    page = page_of(found, Order.of(search.order), page_number(request.GET.get("page")), seat.study, user)
    log(request, AccessLog.Action.VIEW, f"study:{study}", seat.study, "list of sessions")
    context = {
        "search": search,
        "page": page,
        "chips": chips(search, request.GET),
        "query": without(request.GET, "page"),
        "methods": METHODS,
    }
    return study_page(request, seat, "review/list.html", context)
