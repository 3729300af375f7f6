"""Batches for the tests; their pictures are bytes that nothing here decodes."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Coroutine
from typing import TypeVar

from vitals.frames.batch import Batch, EncodedFrame
from webapp.live import registry, socket_store
from webapp.live.connections import async_redis

T = TypeVar("T")
CONNECTION = "test.connection"


def batch(
    seq: int = 0, start_s: float = 0.0, frames: int = 8, fps: float = 30.0, jpeg: bytes = b"jpeg"
) -> Batch:
    return Batch(seq, tuple(EncodedFrame(start_s + n / fps, jpeg) for n in range(frames)))


def begun() -> uuid.UUID:
    """A session that has a place in Redis."""
    pk = uuid.uuid4()
    registry.begin(pk, {"mode": "standard"})
    return pk


async def opened() -> uuid.UUID:
    """A session with a socket."""
    pk = begun()
    assert await socket_store.open_session(pk, CONNECTION)
    return pk


def run(work: Coroutine[None, None, T]) -> T:
    """The store's asynchronous side, from a test that also asks the database."""

    async def whole() -> T:
        try:
            return await work
        finally:
            await async_redis().aclose()

    return asyncio.run(whole())
