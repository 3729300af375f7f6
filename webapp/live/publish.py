"""From a worker to the page: through one event loop and one connection that live as long as the process.

`async_to_sync(group_send)` would make a loop and open a connection per message (django/channels_redis#125).
"""

from __future__ import annotations

import asyncio
import uuid
from functools import cache
from typing import Any

from channels.layers import get_channel_layer

from webapp.live import keys
from webapp.live.closing import Close


@cache
def _runner() -> asyncio.Runner:
    return asyncio.Runner()


def publish(pk: uuid.UUID, message: dict[str, Any], close: Close | None = None) -> None:
    """Send to the session's socket, if there is one; `close` makes it the last word."""
    event: dict[str, Any] = {"type": "session.message", "message": message}
    if close is not None:
        event["close"] = int(close)
    layer = get_channel_layer()
    if layer is None:
        raise RuntimeError("CHANNEL_LAYERS has no default: set it in webapp/settings.py")
    _runner().run(layer.group_send(keys.group(pk), event))
