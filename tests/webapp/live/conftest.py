"""Connections end with the event loop of their test."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest
from channels.layers import get_channel_layer

from webapp.live.connections import async_redis


@pytest.fixture(autouse=True)
async def no_connection_outlives_its_loop() -> AsyncIterator[None]:
    yield
    await async_redis().aclose()
    await get_channel_layer().flush()
