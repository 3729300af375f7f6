"""What a first start needs and a later one finds done: tables, static files, an administrator."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command

ADMINISTRATOR = "admin"


def prepare(out: Callable[[str], None]) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not User.objects.filter(is_superuser=True).exists():
        password = secrets.token_urlsafe(12)
        made = User.objects.create_superuser(ADMINISTRATOR, password=password)
        _note().write_text(_fingerprint(made))
        out(f"administrator made: name {ADMINISTRATOR}, password {password} (shown once; panel at /admin/)")


def is_password_changed() -> bool | None:
    """Whether the printed password is of no use any more; None where no start has made an administrator."""
    if not _note().exists():
        return None
    first = User.objects.filter(username=ADMINISTRATOR, is_active=True).first()
    return first is None or _fingerprint(first) != _note().read_text()


def _note() -> Path:
    return Path(settings.VAR_DIR) / "first_administrator"


def _fingerprint(user: User) -> str:
    """Of the salted hash that the database keeps: it tells that it is the same, and nothing else."""
    return hashlib.sha256(user.password.encode()).hexdigest()
