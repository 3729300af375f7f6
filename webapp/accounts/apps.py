"""Every login, by whatever door, is written down in its session."""

from __future__ import annotations

from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


class AccountsConfig(AppConfig):
    name = "webapp.accounts"

    def ready(self) -> None:
        from webapp.accounts import standing

        user_logged_in.connect(standing.begin, dispatch_uid="standing")
