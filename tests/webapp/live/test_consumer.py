"""The socket: what it lets in, what it answers, and with which code it closes."""

from __future__ import annotations

import math
import struct
import uuid
from collections.abc import Awaitable, Callable
from typing import Any

import pytest
from channels.layers import get_channel_layer
from django.test import Client
from pytest_django import Settings
from redis.exceptions import ConnectionError as RedisConnectionError

from tests.webapp.conftest import make_session
from tests.webapp.live.batches import batch
from tests.webapp.live.sockets import Socket
from vitals.frames.batch import MAGIC, pack
from vitals.limits import MAX_FRAME_BYTES
from webapp.asgi import application
from webapp.live import consumer, keys, registry
from webapp.live.closing import Close
from webapp.live.connections import sync_redis
from webapp.live.pace import IdleTimer
from webapp.records.access import COOKIE, visitor_of_cookie
from webapp.records.models import Session

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("workers", "scheduled")]

Connect = Callable[..., Awaitable[Socket]]


@pytest.fixture
def session(visitor: Client) -> Session:
    """A session of the visitor that has a place in Redis."""
    made = make_session(visitor=visitor_of_cookie(visitor.cookies[COOKIE].value))
    registry.begin(made.pk, {"mode": "standard"})
    return made


@pytest.fixture
def communicator(visitor: Client, session: Session) -> Callable[..., Socket]:
    def make(
        pk: uuid.UUID = session.pk, origin: str = "http://localhost", client: Client = visitor
    ) -> Socket:
        cookies = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
        return Socket(application, f"/ws/sessions/{pk}/", origin, cookies)

    return make


@pytest.fixture
async def connect(communicator: Callable[..., Socket]) -> Any:
    """Open a socket and read its `ready`; all are closed at the end of the test."""
    sockets = []

    async def open_socket() -> Socket:
        socket = communicator()
        sockets.append(socket)
        assert await socket.connect()
        return socket

    yield open_socket
    for socket in sockets:
        await socket.disconnect()


async def test_the_owner_is_let_in_and_told_where_to_begin(connect: Connect) -> None:
    socket = await connect()
    assert await socket.receive() == {"type": "ready", "next_seq": 0}


async def test_a_stranger_is_refused_before_accept(communicator: Any, stranger: Client) -> None:
    assert not await communicator(client=stranger).connect()


async def test_a_browser_without_a_cookie_is_refused(communicator: Any) -> None:
    assert not await communicator(client=Client()).connect()


async def test_a_forged_session_id_is_refused(communicator: Any) -> None:
    assert not await communicator(pk=uuid.uuid4()).connect()


async def test_a_forged_cookie_is_refused(communicator: Any, visitor: Client, session: Session) -> None:
    visitor.cookies[COOKIE] = session.visitor.hex
    assert not await communicator().connect()


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "https://localhost", "http://localhost:9000", "null", ""]
)
async def test_another_origin_is_refused(communicator: Any, origin: str) -> None:
    assert not await communicator(origin=origin).connect()


async def test_a_trusted_origin_is_let_in(communicator: Any, settings: Settings) -> None:
    settings.CSRF_TRUSTED_ORIGINS = ["https://*.example.com"]
    socket = communicator(origin="https://vitals.example.com")
    assert await socket.connect()
    await socket.disconnect()
    assert not await communicator(origin="https://example.com.evil").connect()
    assert not await communicator(origin="https://[").connect()


async def test_a_flood_of_text_messages_closes_the_socket(connect: Connect) -> None:
    socket = await connect()
    await socket.receive()
    for _ in range(41):
        await socket.send({"type": "dropped", "frames": 1})
    assert await socket.closing() == ("too_fast", 4429)


async def test_an_unknown_path_is_refused_before_accept(visitor: Client) -> None:
    socket = Socket(application, "/ws/sessions/none/", "http://localhost", "")
    await socket.send_input({"type": "websocket.connect"})
    assert await socket.close_code() == Close.NOT_ALLOWED


async def test_a_batch_is_acknowledged_and_a_worker_woken(
    connect: Connect, session: Session, scheduled: list[tuple[str, uuid.UUID]]
) -> None:
    socket = await connect()
    await socket.receive()
    await socket.send(pack(batch(0)))
    assert await socket.receive() == {"type": "ack", "seq": 0, "accepted": True, "backlog": 8}
    assert scheduled == [("vision", session.pk)]


async def test_a_full_stream_is_told_and_the_session_goes_on(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webapp.live.limits.MAX_BACKLOG_FRAMES", 10)
    socket = await connect()
    await socket.receive()
    for seq, accepted in [(0, True), (1, False), (2, False)]:
        await socket.send(pack(batch(seq, start_s=seq)))
        answer = await socket.receive()
        assert (answer["seq"], answer["accepted"], answer["backlog"]) == (seq, accepted, 8)


def _too_large() -> bytes:
    return struct.pack("<4sHHIdI", MAGIC, 1, 1, 0, 0.0, MAX_FRAME_BYTES + 1) + bytes(MAX_FRAME_BYTES + 1)


BAD = {
    "garbage": (b"\x00" * 100, "bad_batch", 4400),
    "empty": (b"", "truncated", 4401),
    "another version": (struct.pack("<4sHHI", MAGIC, 2, 1, 0), "bad_batch", 4400),
    "truncated": (pack(batch(0))[:-1], "truncated", 4401),
    "bytes left over": (pack(batch(0)) + b"x", "bad_batch", 4400),
    "a frame that is too large": (_too_large(), "too_large", 4413),
    "too many frames": (struct.pack("<4sHHI", MAGIC, 1, 17, 0) + bytes(17 * 13), "too_large", 4413),
    "times that decrease": (
        struct.pack("<4sHHIdIcdIc", MAGIC, 1, 2, 0, 2.0, 1, b"x", 1.0, 1, b"x"),
        "out_of_order",
        4402,
    ),
    "not the next sequence": (pack(batch(1)), "out_of_order", 4402),
    "a time that is no number": (
        struct.pack("<4sHHIdI", MAGIC, 1, 1, 0, math.nan, 1) + b"x",
        "bad_batch",
        4400,
    ),
}


@pytest.mark.parametrize("name", BAD)
async def test_a_wrong_batch_closes_the_socket_with_its_code(connect: Connect, name: str) -> None:
    message, code, close = BAD[name]
    socket = await connect()
    await socket.receive()
    await socket.send(message)
    assert await socket.closing() == (code, close)


async def test_capture_times_that_decrease_between_batches_close_the_socket(connect: Connect) -> None:
    socket = await connect()
    await socket.receive()
    await socket.send(pack(batch(0, start_s=5.0)))
    await socket.receive()
    await socket.send(pack(batch(1, start_s=4.0)))
    assert await socket.closing() == ("out_of_order", 4402)


@pytest.mark.parametrize(
    "text",
    [
        '{"type": "classes", "wanted": 1}',
        "",
        "no json",
        "[]",
        '{"type": "start"}',
        '{"type": "dropped"}',
        "[" * 1000,
        "x" * 5000,
    ],
)
async def test_an_unknown_text_closes_the_socket(connect: Connect, text: str) -> None:
    socket = await connect()
    await socket.receive()
    await socket.send(text)
    assert await socket.closing() == ("bad_batch", 4400)


async def test_more_than_75_frames_a_second_close_the_socket(connect: Connect) -> None:
    socket = await connect()
    await socket.receive()
    for seq in range(18):  # 288 frames within 4 s are allowed
        await socket.send(pack(batch(seq, start_s=seq, frames=16)))
        assert (await socket.receive())["type"] == "ack"
    await socket.send(pack(batch(18, start_s=18, frames=16)))
    assert await socket.closing() == ("too_fast", 4429)


async def test_a_silent_socket_is_closed(connect: Connect, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(consumer, "IdleTimer", lambda late: IdleTimer(late, after_s=0.05))
    socket = await connect()
    await socket.receive()
    assert await socket.closing() == ("idle", 4408)


async def test_stop_asks_for_the_result(
    connect: Connect, session: Session, scheduled: list[tuple[str, uuid.UUID]]
) -> None:
    socket = await connect()
    await socket.receive()
    await socket.send({"type": "stop"})
    assert await socket.receive_nothing()
    assert scheduled == [("estimate", session.pk)]


async def test_the_pages_own_drops_are_counted(connect: Connect, session: Session) -> None:
    socket = await connect()
    await socket.receive()
    await socket.send({"type": "dropped", "frames": 12})
    assert await socket.receive_nothing()
    assert sync_redis().hget(keys.Keys(session.pk).meta, "page_dropped") == b"12"


async def test_the_page_may_ask_for_classes(connect: Connect, session: Session) -> None:
    socket = await connect()
    await socket.receive()
    await socket.send({"type": "classes", "wanted": True})
    await socket.send(pack(batch(0)))
    await socket.receive()
    assert sync_redis().hget(keys.Keys(session.pk).meta, "classes") == b"1"


async def test_a_session_is_resumed_where_it_stopped(connect: Connect) -> None:
    first = await connect()
    await first.receive()
    await first.send(pack(batch(0)))
    await first.receive()
    await first.disconnect()
    second = await connect()
    assert await second.receive() == {"type": "ready", "next_seq": 1}
    await second.send(pack(batch(1, start_s=1.0)))
    assert (await second.receive())["backlog"] == 16


async def test_the_same_session_in_another_window_replaces_the_first(connect: Connect) -> None:
    first, second = await connect(), await connect()
    await first.receive()
    assert await first.closing() == ("replaced", 4409)
    assert (await second.receive())["type"] == "ready"


async def test_a_session_that_is_over_is_told_so(connect: Connect, session: Session) -> None:
    registry.forget(session.pk)
    assert await (await connect()).closing() == ("ended", 4410)


async def test_without_workers_the_page_is_told(connect: Connect) -> None:
    socket = await connect()
    await socket.receive()
    sync_redis().delete(keys.worker("vision"))
    await socket.send(pack(batch(0)))
    assert await socket.closing() == ("unavailable", 4500)


async def test_when_the_broker_is_away_the_page_is_told(
    connect: Connect, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(queue: str, pk: uuid.UUID) -> None:
        raise ConnectionRefusedError

    socket = await connect()
    await socket.receive()
    monkeypatch.setattr("webapp.live.schedule.schedule_now", fail)
    await socket.send(pack(batch(0)))
    assert await socket.closing() == ("unavailable", 4500)


async def test_a_page_that_leaves_while_redis_is_away_leaves_nothing_running(
    communicator: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(group: str, channel: str) -> None:
        raise RedisConnectionError

    socket = communicator()
    assert await socket.connect()
    await socket.receive()
    monkeypatch.setattr(get_channel_layer(), "group_discard", fail, raising=False)
    await socket.disconnect()  # which waits for the consumer to end
    assert socket.future.done() and socket.future.exception() is None


async def test_what_a_worker_says_reaches_this_session_only(connect: Connect, session: Session) -> None:
    socket = await connect()
    await socket.receive()
    layer = get_channel_layer()
    event = {"type": "session.message", "message": {"type": "vision", "t_s": 1.0}}
    await layer.group_send(keys.group(uuid.uuid4()), event)
    assert await socket.receive_nothing()
    await layer.group_send(keys.group(session.pk), event)
    assert await socket.receive() == {"type": "vision", "t_s": 1.0}


async def test_the_result_is_the_last_word(connect: Connect, session: Session) -> None:
    socket = await connect()
    await socket.receive()
    event = {"type": "session.message", "message": {"type": "result"}, "close": 1000}
    await get_channel_layer().group_send(keys.group(session.pk), event)
    assert await socket.receive() == {"type": "result"}
    assert await socket.close_code() == 1000
