"""The socket of one session: checks each batch, puts it on the session's stream, acknowledges it.

Nothing is decoded here and the database is asked once, before `accept`. States:

    CONNECTING -> OPEN -> CLOSED
"""

from __future__ import annotations

import json
from enum import Enum, auto
from typing import Any

from channels.consumer import get_handler_name
from channels.db import database_sync_to_async
from channels.generic.websocket import AsyncWebsocketConsumer
from redis.exceptions import RedisError

from vitals.errors import BatchError
from vitals.frames.batch import unpack
from webapp.live import keys, socket_store
from webapp.live.closing import MESSAGES, Close, close_for
from webapp.live.pace import IdleTimer, Order, OutOfOrder, Pace, TooFast
from webapp.live.schedule import schedule
from webapp.live.text import parse_text
from webapp.records.access import may_feed


class State(Enum):
    CONNECTING = auto()
    OPEN = auto()
    CLOSED = auto()


class SessionConsumer(AsyncWebsocketConsumer):
    """Frames in, results out. Close codes and messages are those of docs/protocol.md."""

    state = State.CONNECTING

    async def dispatch(self, message: dict[str, Any]) -> None:
        """Run the handler. Channels' own hops through a thread for each message, for the database."""
        try:
            await getattr(self, get_handler_name(message))(message)
        except BatchError as error:
            await self._refuse(close_for(error), str(error))
        except (RedisError, OSError):
            await self._refuse(Close.UNAVAILABLE)

    async def connect(self) -> None:
        self.pk = self.scope["url_route"]["kwargs"]["pk"]
        if not await database_sync_to_async(may_feed)(dict(self.scope), self.pk):
            self.state = State.CLOSED
            return await self.close(Close.NOT_ALLOWED)
        await self.accept()
        self.state = State.OPEN
        self.pace, self.idle = Pace(), IdleTimer(lambda: self._refuse(Close.IDLE))
        opened = await socket_store.open_session(self.pk, self.channel_name)
        if opened is None:
            return await self._refuse(Close.ENDED)
        if opened.previous:
            await self.channel_layer.send(opened.previous, {"type": "session.replaced"})
        await self.channel_layer.group_add(keys.group(self.pk), self.channel_name)
        self.order = Order(opened.next_seq, opened.last_t_s)
        await self._tell({"type": "ready", "next_seq": opened.next_seq})

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if self.state is not State.OPEN:
            return
        self.idle.reset()
        try:
            await (self._text(text_data) if bytes_data is None else self._batch(bytes_data))
        except OutOfOrder as error:
            await self._refuse(Close.OUT_OF_ORDER, str(error))
        except TooFast:
            await self._refuse(Close.TOO_FAST)

    async def _batch(self, message: bytes) -> None:
        batch = unpack(message)
        self.order.check(batch)
        self.pace.check(batch)
        appended = await socket_store.append(self.pk, self.channel_name, batch)
        if appended.status is not socket_store.Status.OK:
            return await self._refuse(Close[appended.status.name])
        if appended.schedule:
            await schedule("vision", self.pk)
        ack = {"type": "ack", "seq": batch.seq, "accepted": appended.accepted, "backlog": appended.backlog}
        await self._tell(ack)

    async def _text(self, text: str | None) -> None:
        wish = parse_text(text or "")
        if wish.dropped is not None:
            await socket_store.page_dropped(self.pk, wish.dropped)
        if wish.stop and (queue := await socket_store.stop(self.pk)):
            await schedule(queue, self.pk)

    async def session_message(self, event: dict[str, Any]) -> None:
        """From a worker: pass it on; the result and an error are the last word."""
        if self.state is State.OPEN:
            await self._tell(event["message"])
            if close := event.get("close"):
                await self._shut(Close(close))

    async def session_replaced(self, event: dict[str, Any]) -> None:
        await self._refuse(Close.REPLACED)

    async def disconnect(self, code: int) -> None:
        if self.state is not State.CONNECTING:
            await self._shut(None)
            await self.channel_layer.group_discard(keys.group(self.pk), self.channel_name)

    async def _refuse(self, close: Close, message: str = "") -> None:
        if self.state is State.OPEN:
            await self._tell({"type": "error", "code": close.code, "message": message or MESSAGES[close]})
            await self._shut(close)

    async def _shut(self, close: Close | None) -> None:
        if self.state is State.OPEN:
            self.state = State.CLOSED
            self.idle.cancel()
            if close is not None:
                await self.close(close)

    async def _tell(self, message: dict[str, Any]) -> None:
        await self.send(text_data=json.dumps(message, separators=(",", ":")))
