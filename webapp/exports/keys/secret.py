"""A key and its hash. The key has 256 random bits, so that a plain hash of it cannot be turned back."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import F
from django.utils import timezone

from webapp.records.models import ApiToken, Membership, Study

START = "fnv_"
"""Tells people, and scanners for leaked secrets, what it is."""
PREFIX_LETTERS = 12
USED_EVERY = timedelta(minutes=1)
"""How often the time of the last use is written at most."""


def make(study: Study, user: User, name: str, expires_at: datetime) -> tuple[ApiToken, str]:
    """The row, and the key itself, which nobody can read afterwards."""
    key = START + secrets.token_urlsafe(32)
    row = ApiToken.objects.create(
        study=study,
        name=name,
        prefix=key[:PREFIX_LETTERS],
        key_hash=hashed(key),
        created_by=user,
        expires_at=expires_at,
    )
    return row, key


def holder(key: str) -> ApiToken | None:
    """The row of a key that opens its study now.

    None for one that is unknown, taken back or over, and for one whose maker is no coordinator any more: a
    key reaches no further than who made it.
    """
    found = ApiToken.objects.select_related("study", "created_by").filter(
        key_hash=hashed(key),
        revoked_at=None,
        expires_at__gt=timezone.now(),
        created_by__is_active=True,
        created_by__memberships__study=F("study"),
        created_by__memberships__role=Membership.Role.COORDINATOR,
    )
    return found.first()


def used(token: ApiToken) -> None:
    """Write down that it is in use, once a minute at most."""
    now = timezone.now()
    if token.last_used_at is None or now - token.last_used_at >= USED_EVERY:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=now)


def hashed(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()
