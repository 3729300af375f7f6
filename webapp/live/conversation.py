"""A socket as a state machine, and how every failure becomes one message and one close code.

CONNECTING -> OPEN -> CLOSED
"""

from __future__ import annotations

import json
from enum import Enum, auto
from typing import Any

from channels.consumer import get_handler_name
from channels.exceptions import StopConsumer
from channels.generic.websocket import AsyncWebsocketConsumer
from redis.exceptions import RedisError

from vitals.errors import BatchError
from webapp.live.closing import MESSAGES, Close, Refusal, close_for


class State(Enum):
    CONNECTING = auto()
    OPEN = auto()
    CLOSED = auto()


class Conversation(AsyncWebsocketConsumer):
    """Says things while it is open, and closes once."""

    state = State.CONNECTING

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Run the handler. Channels' own hops through a thread for each message, for the database."""
        try:
            await getattr(self, get_handler_name(message))(message)
        except Refusal as refusal:
            await self.refuse(refusal.close, str(refusal))
        except BatchError as error:
            await self.refuse(close_for(error), str(error))
        except (RedisError, OSError):
            await self.refuse(Close.UNAVAILABLE)
        if message["type"] == "websocket.disconnect":  # also when the handler has failed half-way
            raise StopConsumer

    async def tell(self, message: dict[str, Any]) -> None:
        if self.state is State.OPEN:
            await self.send(text_data=json.dumps(message, separators=(",", ":")))

    async def refuse(self, close: Close, message: str = "") -> None:
        """Say why, then close."""
        await self.tell({"type": "error", "code": close.code, "message": message or MESSAGES[close]})
        await self.shut(close)

    async def shut(self, close: Close) -> None:
        if self.state is State.OPEN:
            self.state = State.CLOSED
            await self.close(close)
