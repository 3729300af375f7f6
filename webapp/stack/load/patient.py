"""One virtual patient: sends its loop of pictures over a real WebSocket and notes when results come."""

from __future__ import annotations

import asyncio
import json
import ssl
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed
from websockets.typing import Origin

from vitals.frames.batch import Batch, EncodedFrame, pack
from vitals.limits import MAX_UNACKED_BATCHES
from webapp.stack.load.browser import Browser, Refused

BATCH_S = 0.25
RESULT_S = 30.0  # to wait for the result after `stop`


@dataclass(slots=True)
class Visit:
    """What one patient saw. Times are on the sender's clock."""

    sent: int = 0
    processed: int = 0
    dropped: int = 0
    """By page and server together."""
    latencies_s: list[float] = field(default_factory=list)
    """Per result: from the capture of its newest frame until it is here."""
    first_hr_s: float | None = None
    """From the first frame until the first heart rate."""
    seconds: float = 0.0
    result: dict[str, Any] | None = None
    error: str | None = None


class Patient:
    def __init__(self, browser: Browser, socket_base: str, pictures: list[bytes], fps: float) -> None:
        self._browser = browser
        self._socket_base = socket_base
        self._pictures = pictures
        self._fps = fps
        self._unacked = 0
        self._page_dropped = 0
        self._first_s: float | None = None
        self.visit = Visit()

    async def measure(self, seconds: float, offset: int, tls: ssl.SSLContext | None) -> Visit:
        """One whole measurement, from the consent to the result."""
        try:
            session = await asyncio.to_thread(self._browser.begin)
            headers = {"Cookie": self._browser.cookies}
            url = self._socket_base + session["socket"].lstrip("/")
            origin = Origin(self._browser.origin)
            async with connect(
                url, origin=origin, additional_headers=headers, ssl=tls, compression=None
            ) as socket:
                await self._talk(socket, seconds, offset)
            await self._count(session["id"])
        except (Refused, ConnectionClosed, OSError, TimeoutError) as error:
            self.visit.error = str(error) or type(error).__name__
        return self.visit

    async def _talk(self, socket: ClientConnection, seconds: float, offset: int) -> None:
        await socket.recv()  # ready
        listener = asyncio.create_task(self._listen(socket))
        try:
            await self._send(socket, seconds, offset)
            await socket.send(json.dumps({"type": "stop"}))
            await asyncio.wait_for(listener, RESULT_S)
        finally:
            listener.cancel()

    async def _send(self, socket: ClientConnection, seconds: float, offset: int) -> None:
        start_s, size, seq = monotonic(), max(1, round(self._fps * BATCH_S)), 0
        self._first_s = start_s
        for first in range(0, round(seconds * self._fps) - size + 1, size):
            numbers = range(first, first + size)
            # A camera hands over its last frame before the batch can leave.
            await asyncio.sleep(start_s + numbers[-1] / self._fps - monotonic())
            if self._unacked >= MAX_UNACKED_BATCHES:
                self._page_dropped += size
                await socket.send(json.dumps({"type": "dropped", "frames": self._page_dropped}))
                continue
            frames = [EncodedFrame(start_s + n / self._fps, self._picture(offset + n)) for n in numbers]
            self._unacked += 1
            self.visit.sent += size
            await socket.send(pack(Batch(seq, tuple(frames))))
            seq += 1
        self.visit.seconds = monotonic() - start_s

    def _picture(self, number: int) -> bytes:
        return self._pictures[number % len(self._pictures)]

    async def _listen(self, socket: ClientConnection) -> None:
        async for text in socket:
            message = json.loads(text)
            match message["type"]:
                case "ack":
                    self._unacked -= 1
                case "estimate":
                    self._note(message)
                case "result":
                    self.visit.result = message
                case "error":
                    self.visit.error = f"{message['code']}: {message['message']}"

    def _note(self, estimate: dict[str, Any]) -> None:
        now_s = monotonic()
        self.visit.latencies_s.append(now_s - estimate["newest_t_s"])
        if self.visit.first_hr_s is None and estimate["heart_rate"]["value"] is not None:
            self.visit.first_hr_s = now_s - (self._first_s or now_s)

    async def _count(self, pk: str) -> None:
        frames = (await asyncio.to_thread(self._browser.session, pk))["frames"]
        self.visit.processed, self.visit.dropped = frames["processed"], frames["dropped"]
