"""The one socket."""

from __future__ import annotations

from typing import Any

from django.urls import path

from webapp.live.consumer import SessionConsumer

websocket_urlpatterns: list[Any] = [path("ws/sessions/<uuid:pk>/", SessionConsumer.as_asgi())]  # type: ignore[arg-type]  # an ASGI application, as Channels wants it
