"""What a first start needs and a later one finds done: tables, static files, an administrator."""

from __future__ import annotations

import secrets
from collections.abc import Callable

from django.contrib.auth.models import User
from django.core.management import call_command

ADMINISTRATOR = "admin"


def prepare(out: Callable[[str], None]) -> None:
    call_command("migrate", interactive=False, verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    if not User.objects.filter(is_superuser=True).exists():
        password = secrets.token_urlsafe(12)
        User.objects.create_superuser(ADMINISTRATOR, password=password)
        out(f"administrator made: name {ADMINISTRATOR}, password {password} (shown once; panel at /admin/)")
