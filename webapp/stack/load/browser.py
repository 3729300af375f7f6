"""What a browser does around a measurement: open the page, consent, make a session, look at its end."""

from __future__ import annotations

import json
import ssl
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlsplit

from webapp.measure import consent
from webapp.stack.load.portrait import HEIGHT_PX, WIDTH_PX

TIMEOUT_S = 20.0


class Refused(Exception):
    """Raised when the server makes no session; the message is the server's own."""


class Browser:
    """One visitor with cookies of its own. All calls block."""

    def __init__(self, base: str, context: ssl.SSLContext | None) -> None:
        self._base = base
        self._cookies = CookieJar()
        handlers: list[urllib.request.BaseHandler] = [urllib.request.HTTPCookieProcessor(self._cookies)]
        if context is not None:
            handlers.append(urllib.request.HTTPSHandler(context=context))
        self._opener = urllib.request.build_opener(*handlers)

    @property
    def cookies(self) -> str:
        return "; ".join(f"{cookie.name}={cookie.value}" for cookie in self._cookies)

    @property
    def origin(self) -> str:
        parts = urlsplit(self._base)
        return f"{parts.scheme}://{parts.netloc}"

    def begin(self) -> dict[str, Any]:
        """Make a session. Raises Refused."""
        self._opener.open(self._base, timeout=TIMEOUT_S).close()
        size = [WIDTH_PX, HEIGHT_PX]
        return self._ask("sessions/", {"consent": consent.CURRENT.version, "source": "sample", "size": size})

    def session(self, pk: str) -> dict[str, Any]:
        return self._ask(f"sessions/{pk}/")

    def _ask(self, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
        token = next((str(cookie.value) for cookie in self._cookies if cookie.name == "csrftoken"), "")
        headers = {"X-CSRFToken": token, "Content-Type": "application/json", "Referer": self._base}
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self._base + path, data, headers)
        try:
            with self._opener.open(request, timeout=TIMEOUT_S) as answer:
                found: dict[str, Any] = json.load(answer)
                return found
        except urllib.error.HTTPError as error:
            raise Refused(_reason(error)) from error


def _reason(error: urllib.error.HTTPError) -> str:
    try:
        body = json.load(error)
        return f"{error.code} {body['error']}: {body['message']}"
    except (ValueError, KeyError):
        return f"{error.code} {error.reason}"
