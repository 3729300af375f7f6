"""How often the same person may ask for what costs the server much."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from redis.exceptions import RedisError

from webapp.live import registry
from webapp.records.access import viewer_of


def address_of(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def person_of(request: HttpRequest) -> str:
    """The account, else the browser, else the address: many may sit behind one address."""
    viewer = viewer_of(request)
    if viewer.user is not None and viewer.user.is_authenticated:
        return f"user {viewer.user.pk}"
    return str(viewer.visitor or address_of(request))


@dataclass(frozen=True, slots=True)
class Limit:
    """At most so many of one thing, from one person or address, within a time."""

    what: str
    most: int
    within_s: int
    whose: Callable[[HttpRequest], str] = person_of

    def wait_s(self, request: HttpRequest) -> int:
        """Count this request; seconds until the next one is answered, 0 for at once."""
        try:
            return registry.wait_before(self.what, self.whose(request), self.most, self.within_s)
        except RedisError:  # whoever wants their data gets them, also while nothing can be measured
            return 0


FILES = Limit("files", most=30, within_s=60)
"""Of single measurements; a PDF report takes about half a second."""
ARCHIVES = Limit("archives", most=6, within_s=600)
"""Of everything about oneself."""
ACCOUNTS = Limit("accounts", most=30, within_s=3600, whose=address_of)
"""Made from one address: a room full of people may, a script may not."""


def too_often(request: HttpRequest, wait_s: int) -> HttpResponse:
    """The page that says when to try again."""
    shown = {"minutes": ceil(wait_s / 60)}
    answer = render(request, "accounts/too_often.html", shown, status=429)
    answer["Retry-After"] = str(wait_s)
    return answer
