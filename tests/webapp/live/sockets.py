"""A WebSocket client on the ASGI application itself. That of `channels.testing` needs daphne and Twisted."""

from __future__ import annotations

import json
from typing import Any

from asgiref.testing import ApplicationCommunicator

WAIT_S = 3.0


class Socket(ApplicationCommunicator):
    """One socket at `path`, as `origin` with these cookies would open it."""

    def __init__(self, application: Any, path: str, origin: str, cookies: str) -> None:
        headers = [(b"host", b"localhost"), (b"origin", origin.encode()), (b"cookie", cookies.encode())]
        scope = {
            "type": "websocket",
            "path": path,
            "query_string": b"",
            "headers": headers,
            "subprotocols": [],
        }
        super().__init__(application, scope)

    async def connect(self) -> bool:
        """Whether it was accepted."""
        await self.send_input({"type": "websocket.connect"})
        answer = await self.receive_output(WAIT_S)
        return bool(answer["type"] == "websocket.accept")

    async def send(self, message: bytes | str | dict[str, Any]) -> None:
        """Bytes as they are, text as it is, a dict as JSON."""
        kind = "bytes" if isinstance(message, bytes) else "text"
        body = json.dumps(message) if isinstance(message, dict) else message
        await self.send_input({"type": "websocket.receive", kind: body})

    async def receive(self) -> dict[str, Any]:
        """The next message, which must be text."""
        answer = await self.receive_output(WAIT_S)
        assert answer["type"] == "websocket.send", answer
        body: dict[str, Any] = json.loads(answer["text"])
        return body

    async def closing(self) -> tuple[str, int]:
        """The code of the error message and the close code that follows it."""
        error = await self.receive()
        assert error["type"] == "error" and error["message"]
        return error["code"], await self.close_code()

    async def close_code(self) -> int:
        closed = await self.receive_output(WAIT_S)
        assert closed["type"] == "websocket.close", closed
        code: int = closed["code"]
        return code

    async def disconnect(self) -> None:
        await self.send_input({"type": "websocket.disconnect", "code": 1001})
        await self.wait(WAIT_S)
