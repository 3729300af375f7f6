"""Sockets only from our own pages: the rule that Django has for its CSRF check, scheme and port included."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http.request import split_domain_port, validate_host
from django.utils.http import is_same_domain

from webapp.live.closing import Close


class SameOrigin:
    """ASGI: lets a socket through whose Origin is the host that it asks, or one of CSRF_TRUSTED_ORIGINS."""

    def __init__(self, application: Any) -> None:
        self._application = application

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        await (self._application if _from_us(scope) else refuse)(scope, receive, send)


async def refuse(scope: Any, receive: Any, send: Any) -> None:
    """Close a socket before it is accepted: the browser gets 403."""
    await receive()
    await send({"type": "websocket.close", "code": Close.NOT_ALLOWED})


def _from_us(scope: Any) -> bool:
    host, origin = _header(scope, b"host").lower(), _header(scope, b"origin").lower()
    if not validate_host(split_domain_port(host)[0], settings.ALLOWED_HOSTS):
        return False
    scheme = "https" if settings.SECURE or scope.get("scheme") == "wss" else "http"
    return origin == f"{scheme}://{host}" or any(_fits(origin, one) for one in settings.CSRF_TRUSTED_ORIGINS)


def _fits(origin: str, trusted: str) -> bool:
    """Whether they are the same, or `trusted` is `https://*.example.com` and covers it."""
    if "*" not in trusted:
        return origin == trusted
    scheme, _, pattern = trusted.partition("://")
    origin_scheme, _, host = origin.partition("://")
    return origin_scheme == scheme and is_same_domain(host, pattern.lstrip("*"))


def _header(scope: Any, name: bytes) -> str:
    return str(dict(scope["headers"]).get(name, b"").decode("latin-1"))
