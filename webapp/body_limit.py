"""No request body larger than anything here needs: Django would write one of any size to disk first."""

from __future__ import annotations

import json
import re
from typing import Any

from channels.db import database_sync_to_async

MAX_BODY_BYTES = 64 * 1024  # a wish for a session has some hundred
MAX_ADMIN_BODY_BYTES = 2_621_440  # Django's DATA_UPLOAD_MAX_MEMORY_SIZE
UPLOADS = re.compile(r"/studies/\d+/agreement/references/([0-9a-f-]{36}/)?file/(save/)?")
MIB = 1024 * 1024


class BodyTooLarge(Exception):
    """Raised into the application while it reads."""


class BodyLimit:
    """ASGI: counts the bytes of an HTTP body as they come, announced or in chunks; 413 beyond the limit."""

    def __init__(self, application: Any) -> None:
        self._application = application

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        left = await _most_bytes(scope["path"])

        async def counted() -> Any:
            nonlocal left
            message = await receive()
            left -= len(message.get("body", b""))
            if left < 0:
                raise BodyTooLarge
            return message

        try:
            if _announced(scope) > left:
                raise BodyTooLarge
            await self._application(scope, counted, send)
        except BodyTooLarge:  # Django reads all before it answers, so nothing was sent
            await _refuse(send)


async def _most_bytes(path: str) -> int:
    """A reference file may have what the policy says; one a little larger is told so by its own page."""
    if path.startswith("/admin/"):
        return MAX_ADMIN_BODY_BYTES
    if UPLOADS.fullmatch(path):
        return (await database_sync_to_async(_most_upload_mib)() + 1) * MIB
    return MAX_BODY_BYTES


def _most_upload_mib() -> int:
    from webapp.records.models import Policy  # the apps are not loaded yet when this module is

    return Policy.current().max_upload_mib


def _announced(scope: Any) -> int:
    """The length that the client announces; 0 without one. What it then sends is counted all the same."""
    text = dict(scope["headers"]).get(b"content-length", b"")
    return int(text) if text.isdigit() else 0


async def _refuse(send: Any) -> None:
    body = json.dumps({"error": "too_large", "message": "The request is too large: send less."}).encode()
    headers = [
        (b"content-type", b"application/json"),
        (b"content-length", str(len(body)).encode()),
        (b"connection", b"close"),  # the rest of the request is not read
    ]
    await send({"type": "http.response.start", "status": 413, "headers": headers})
    await send({"type": "http.response.body", "body": body})
