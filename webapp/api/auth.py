"""Who calls: an account that is logged in at the pages, or a program with the key of a study."""

from __future__ import annotations

from typing import cast

from django.contrib.auth.models import User
from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from webapp.exports.caller import Caller
from webapp.exports.keys import secret

MAX_KEY_LETTERS = 200  # ours have 47


class Key(HttpBearer):
    """`Authorization: Bearer KEY`, with a key that a coordinator of the study made."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:
        found = secret.holder(token) if len(token) <= MAX_KEY_LETTERS else None
        if found is None or found.created_by is None:
            return None
        secret.used(found)
        return Caller(found.created_by, found)


class Account(SessionAuth):
    """The login of the pages; changes need the CSRF token."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Caller | None:
        return Caller(request.user) if isinstance(request.user, User) else None


def caller_of(request: HttpRequest) -> Caller:
    """Who was let in."""
    return cast(Caller, getattr(request, "auth"))  # noqa: B009 - ninja puts it there
