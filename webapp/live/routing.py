"""The one socket. Any other path is refused without a line in the log, which would name it."""

from __future__ import annotations

from typing import Any

from django.urls import path, re_path

from webapp.live.consumer import SessionConsumer
from webapp.live.origin import refuse

# ASGI applications, as Channels wants them, and not the views that Django's types ask for.
websocket_urlpatterns: list[Any] = [
    path("ws/sessions/<uuid:pk>/", SessionConsumer.as_asgi()),  # type: ignore[arg-type]
    re_path("", refuse),  # type: ignore[arg-type]
]
