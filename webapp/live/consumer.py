"""The socket of one session: checks each batch, puts it on the session's stream, acknowledges it.

Nothing is decoded here, and the database is asked once, before `accept`.
"""

from __future__ import annotations

from typing import Any

from channels.db import database_sync_to_async

from vitals.frames.batch import unpack
from webapp.live import keys, socket_store
from webapp.live.closing import Close
from webapp.live.conversation import Conversation, State
from webapp.live.pace import IdleTimer, Order, Pace
from webapp.live.schedule import schedule
from webapp.live.text import parse_text
from webapp.records.access import may_feed


class SessionConsumer(Conversation):
    """Frames in, results out. Close codes and messages are those of docs/protocol.md."""

    async def connect(self) -> None:
        self.pk = self.scope["url_route"]["kwargs"]["pk"]
        if not await database_sync_to_async(may_feed)(dict(self.scope), self.pk):
            return await self.close(Close.NOT_ALLOWED)
        await self.accept()
        self.state = State.OPEN
        self.idle = IdleTimer(lambda: self.refuse(Close.IDLE))
        opened = await socket_store.open_session(self.pk, self.channel_name)
        if opened is None:
            return await self.refuse(Close.ENDED)
        if opened.previous:
            await self.channel_layer.send(opened.previous, {"type": "session.replaced"})
        await self.channel_layer.group_add(keys.group(self.pk), self.channel_name)
        self.order, self.pace = Order(opened.next_seq, opened.last_t_s), Pace()
        await self.tell({"type": "ready", "next_seq": opened.next_seq})

    async def receive(self, text_data: str | None = None, bytes_data: bytes | None = None) -> None:
        if self.state is State.OPEN:
            self.idle.reset()
            await (self._text(text_data or "") if bytes_data is None else self._batch(bytes_data))

    async def _batch(self, message: bytes) -> None:
        batch = unpack(message)
        self.order.check(batch)
        self.pace.check(batch)
        appended = await socket_store.append(self.pk, self.channel_name, batch)
        if appended.status is not socket_store.Status.OK:
            return await self.refuse(Close[appended.status.name])
        if appended.schedule:
            await schedule("vision", self.pk)
        ack = {"type": "ack", "seq": batch.seq, "accepted": appended.accepted, "backlog": appended.backlog}
        await self.tell(ack)

    async def _text(self, text: str) -> None:
        self.pace.check_text()
        wish = parse_text(text)
        if wish.dropped is not None:
            await socket_store.page_dropped(self.pk, wish.dropped)
        if wish.classes is not None:
            await socket_store.want_classes(self.pk, wish.classes)
        if wish.stop and (queue := await socket_store.stop(self.pk)):
            await schedule(queue, self.pk)

    async def session_message(self, event: dict[str, Any]) -> None:
        """From a worker: pass it on; with a close code it is the last word."""
        await self.tell(event["message"])
        if close := event.get("close"):
            await self.shut(Close(close))

    async def session_replaced(self, event: dict[str, Any]) -> None:
        await self.refuse(Close.REPLACED)

    async def disconnect(self, code: int) -> None:
        if self.state is not State.CONNECTING:
            self.state = State.CLOSED
            self.idle.cancel()
            await self.channel_layer.group_discard(keys.group(self.pk), self.channel_name)
