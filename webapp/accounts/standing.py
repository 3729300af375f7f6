"""What is known of a login: since when, when last used, and what it must still do. Kept in its session.

What the database knows about it is asked at the login and then every few seconds at most, so that a page
costs no query more; a change of the policy, of a role or of a device is felt that much later.
"""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, replace
from typing import Any

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import AnonymousUser, User
from django.http import HttpRequest

from webapp.accounts.second_factor.codes import is_on
from webapp.records.models import Policy

KEY = "standing"
CHECK_EVERY_S = 15.0
LONGEST_S = 12 * 3600.0  # of a login of staff, however busy: a working day


@dataclass(frozen=True, slots=True)
class Standing:
    """One login. Times are in seconds since 1970."""

    since_s: float
    seen_s: float
    """When the person last did something."""
    checked_s: float
    staff: bool
    idle_s: float
    """How long staff may do nothing."""
    factor_on: bool
    factor_asked: bool
    """By the policy, of staff."""
    factor_given: bool = False

    def is_over(self, now_s: float) -> bool:
        """Whether the person must log in again: after too long, or where the second factor was passed by."""
        too_long = now_s - self.seen_s > self.idle_s or now_s - self.since_s > LONGEST_S
        return (self.staff and too_long) or (self.factor_on and not self.factor_given)

    @property
    def lacks_factor(self) -> bool:
        return self.factor_asked and not self.factor_given


def is_staff(user: User | AnonymousUser) -> bool:
    """Whoever sees other people's data: in the admin panel, or as a member of a study."""
    return user.is_staff or (isinstance(user, User) and user.memberships.exists())


def begin(sender: object, request: HttpRequest, user: User, **kwargs: Any) -> None:
    """A receiver of `user_logged_in`."""
    now_s = time.time()
    _keep(request, Standing(now_s, now_s, **_facts(user, now_s)))


def give_factor(request: HttpRequest) -> None:
    """The second factor was given in this login, or set up in it."""
    _set(request, factor_on=True, factor_given=True)


def take_factor(request: HttpRequest) -> None:
    """The second factor was turned off."""
    _set(request, factor_on=False, factor_given=False)


def current(request: HttpRequest, now_s: float) -> Standing | None:
    """None where nobody is logged in."""
    if SESSION_KEY not in request.session:
        return None
    standing = _kept(request)
    if standing is None and isinstance(request.user, User):  # a login from before there was such a thing
        begin(None, request, request.user)
        return _kept(request)
    if standing is not None and now_s - standing.checked_s >= CHECK_EVERY_S and not standing.is_over(now_s):
        standing = _checked(request, standing, now_s)
    return standing


def _checked(request: HttpRequest, old: Standing, now_s: float) -> Standing:
    seen_s = now_s if _is_a_deed(request) else old.seen_s
    facts = _facts(request.user, now_s)
    found = Standing(old.since_s, seen_s, **facts, factor_given=old.factor_given)
    _keep(request, found)
    return found


def _facts(user: User | AnonymousUser, now_s: float) -> dict[str, Any]:
    policy, staff = Policy.current(), is_staff(user)
    return {
        "checked_s": now_s,
        "staff": staff,
        "idle_s": 60.0 * policy.staff_idle_minutes,
        "factor_on": isinstance(user, User) and is_on(user),
        "factor_asked": staff and policy.two_factor,
    }


def _is_a_deed(request: HttpRequest) -> bool:
    """What a page asks for by itself, such as how far a job is, keeps nobody logged in."""
    return request.method != "GET" or request.headers.get("Sec-Fetch-Dest") != "empty"


def _set(request: HttpRequest, **fields: bool) -> None:
    standing = _kept(request)
    if standing is not None:
        _keep(request, replace(standing, **fields))


def _kept(request: HttpRequest) -> Standing | None:
    found = request.session.get(KEY)
    return Standing(**found) if found else None


def _keep(request: HttpRequest, standing: Standing) -> None:
    request.session[KEY] = asdict(standing)
