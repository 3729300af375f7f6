"""The logins of a person, on whatever device."""

from __future__ import annotations

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session as Login


def end_logins(user: User, but: str | None = None) -> None:
    """All of them, except that with this key. The rows say whose they are only inside: each is opened."""
    for row in Login.objects.exclude(pk=but or "").iterator():
        if row.get_decoded().get(SESSION_KEY) == str(user.pk):
            row.delete()
