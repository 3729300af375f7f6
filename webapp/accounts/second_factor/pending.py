"""A login whose password was right and whose second factor is awaited. Until then nobody is logged in."""

from __future__ import annotations

import time
from dataclasses import asdict, dataclass, replace

from django.contrib.auth.models import User
from django.http import HttpRequest

KEY = "pending_login"
LONGEST_S = 300
MOST_TRIES = 5  # then the password is asked again, and with it its own limit counts


@dataclass(frozen=True, slots=True)
class Pending:
    user_pk: int
    backend: str
    next: str
    claim: bool
    since_s: float
    tries: int = 0

    def user(self) -> User | None:
        return User.objects.filter(pk=self.user_pk, is_active=True).first()


def remember(request: HttpRequest, user: User, address: str, claim: bool) -> None:
    backend: str = user.backend  # Django notes there who knew the password
    _keep(request, Pending(user.pk, backend, address, claim, time.time()))


def awaited(request: HttpRequest) -> Pending | None:
    """None where there is none, or it has waited too long."""
    found = request.session.get(KEY)
    pending = Pending(**found) if found else None
    return pending if pending and time.time() - pending.since_s <= LONGEST_S else None


def count_try(request: HttpRequest, pending: Pending) -> bool:
    """Whether there may be another one."""
    counted = replace(pending, tries=pending.tries + 1)
    if counted.tries >= MOST_TRIES:
        forget(request)
        return False
    _keep(request, counted)
    return True


def forget(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def _keep(request: HttpRequest, pending: Pending) -> None:
    request.session[KEY] = asdict(pending)
