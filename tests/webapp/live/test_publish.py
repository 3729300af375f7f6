"""From worker to page over one connection, however many messages."""

from __future__ import annotations

import uuid
from collections.abc import Iterator

import pytest
from channels.layers import get_channel_layer

from webapp.live import publish as module
from webapp.live.closing import Close
from webapp.live.connections import sync_redis
from webapp.live.publish import publish

pytestmark = pytest.mark.usefixtures("redis_at")


@pytest.fixture(autouse=True)
def fresh_runner() -> Iterator[None]:
    """As in a worker that has just started; closed like one that ends."""
    module._runner.cache_clear()
    yield
    module._runner().run(get_channel_layer().flush())
    module._runner().close()
    module._runner.cache_clear()


def test_many_messages_take_one_connection() -> None:
    publish(uuid.uuid4(), {"type": "vision"})
    before = sync_redis().info("stats")["total_connections_received"]
    for _ in range(20):
        publish(uuid.uuid4(), {"type": "vision"})
    assert sync_redis().info("stats")["total_connections_received"] == before


def test_a_message_goes_to_its_session_with_its_close_code() -> None:
    pk = uuid.uuid4()
    listener = sync_redis().pubsub()
    listener.subscribe(f"test__group__session.{pk.hex}")
    assert listener.get_message(timeout=2)["type"] == "subscribe"
    publish(pk, {"type": "result"}, Close.DONE)
    event = get_channel_layer().deserialize(listener.get_message(timeout=2)["data"])
    listener.close()
    assert event == {"type": "session.message", "message": {"type": "result"}, "close": 1000}
