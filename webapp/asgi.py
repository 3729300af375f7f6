"""HTTP to Django, sockets to the consumer; sockets only from our own pages."""

from __future__ import annotations

import os
from typing import Any

from asgiref.sync import ThreadSensitiveContext
from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from django.core.asgi import get_asgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "webapp.settings")
django_application = get_asgi_application()

from webapp.body_limit import BodyLimit  # noqa: E402
from webapp.live.origin import SameOrigin  # noqa: E402
from webapp.live.routing import websocket_urlpatterns  # noqa: E402  (needs the apps to be loaded)

socket_application = SameOrigin(AuthMiddlewareStack(URLRouter(websocket_urlpatterns)))


async def in_own_thread(scope: Any, receive: Any, send: Any) -> None:
    """Give each socket its own thread for the database: else one slow query holds up the frames of all."""
    async with ThreadSensitiveContext():
        await socket_application(scope, receive, send)


application = ProtocolTypeRouter({"http": BodyLimit(django_application), "websocket": in_own_thread})
