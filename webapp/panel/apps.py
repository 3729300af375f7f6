"""The administrators' own pages."""

from __future__ import annotations

from django.apps import AppConfig


class PanelConfig(AppConfig):
    name = "webapp.panel"

    def ready(self) -> None:
        from webapp.panel import failures  # noqa: F401  (connects its signal)
