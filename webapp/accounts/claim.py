"""Measurements that were made in this browser without an account, and how they come into one."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.http import HttpRequest

from webapp.enrolment.access import take_along
from webapp.records.access import COOKIE, visitor_of_cookie
from webapp.records.models import Session
from webapp.records.visibility import SessionQuerySet, Viewer


def of_this_browser(request: HttpRequest) -> SessionQuerySet:
    """Those of nobody's account. Made while logged in, they belong to the account already."""
    return Session.objects.owned_by(Viewer(visitor_of_cookie(request.COOKIES.get(COOKIE)), None))


def claim(request: HttpRequest, user: User) -> int:
    """Give them to the account, for good: the next person at this browser sees them no more.

    So does the place in a study, else what is measured there next would be the browser's again.
    """
    take_along(visitor_of_cookie(request.COOKIES.get(COOKIE)), user)
    return of_this_browser(request).update(user=user)
