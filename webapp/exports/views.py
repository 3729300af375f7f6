"""`/studies/<study>/exports/`: choose what to take out of a study, and take it. For coordinators."""

from __future__ import annotations

from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from redis.exceptions import RedisError

from webapp.exports.begin import begin
from webapp.exports.caller import Caller
from webapp.exports.slots import AT_ONCE, Busy
from webapp.exports.tables import TABLES
from webapp.exports.wish import Wish
from webapp.studies.access import Role, Seat, seat_for
from webapp.studies.page import study_page


@require_GET
@never_cache
@login_required
def page(request: HttpRequest, study: int) -> HttpResponse:
    """The choices, and how many sessions they are of."""
    seat = seat_for(request, study, Role.COORDINATOR)
    wish = Wish(seat.study, cast(User, request.user), request.GET)
    if not wish.is_valid() and (wish.form.is_bound or wish.search.errors):
        return _page(request, seat, wish, 422)
    return _page(request, seat, wish, count=wish.selection().sessions.count())


@require_GET
@never_cache
@login_required
def file(request: HttpRequest, study: int) -> HttpResponseBase:
    """The file; or the page once more, with what is wrong."""
    seat = seat_for(request, study, Role.COORDINATOR)
    user = cast(User, request.user)
    wish = Wish(seat.study, user, request.GET, must=True)
    if not wish.is_valid():
        return _page(request, seat, wish, 422)
    try:
        return begin(request, Caller(user), wish.format, wish.selection())
    except Busy:
        busy = _("%(most)d exports of yours are under way. Wait until one of them has ended.")
        return _page(request, seat, wish, 429, refusal=busy % {"most": AT_ONCE})
    except RedisError:
        away = _("The server is not available at the moment: try again in a minute.")
        return _page(request, seat, wish, 503, refusal=away)


def _page(request: HttpRequest, seat: Seat, wish: Wish, status: int = 200, **more: Any) -> HttpResponse:
    context = {"form": wish.form, "search": wish.search, "tables": TABLES.values(), **more}
    return study_page(request, seat, "exports/page.html", context, status)
