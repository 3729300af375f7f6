"""The one socket."""

from __future__ import annotations

from django.urls import path

from webapp.live.consumer import SessionConsumer

websocket_urlpatterns = [path("ws/sessions/<uuid:pk>/", SessionConsumer.as_asgi())]
