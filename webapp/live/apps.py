"""The live way of a frame: socket, stream, workers."""

from __future__ import annotations

from django.apps import AppConfig


class LiveConfig(AppConfig):
    name = "webapp.live"

    def ready(self) -> None:
        from webapp.live import heartbeat  # noqa: F401  (connects its signals)
