"""Text messages of the page."""

from __future__ import annotations

import json
from dataclasses import dataclass

from vitals.errors import BatchError

MAX_TEXT_BYTES = 1024
MAX_DROPPED = 10**9


@dataclass(frozen=True, slots=True)
class Wish:
    stop: bool = False
    dropped: int | None = None
    """Frames that the page has dropped so far."""
    classes: bool | None = None
    """Whether the page shows what the network sees."""


def parse_text(text: str) -> Wish:
    """Read one text message; BatchError when it is none of docs/protocol.md."""
    match _json(text):
        case {"type": "stop"}:
            return Wish(stop=True)
        case {"type": "dropped", "frames": int(frames)} if 0 <= frames <= MAX_DROPPED:
            return Wish(dropped=frames)
        case {"type": "classes", "wanted": bool(wanted)}:
            return Wish(classes=wanted)
        case _:
            raise BatchError(
                f"unknown message {text[:40]!r}: send a stop, a count of drops or a wish for classes"
            )


def _json(text: str) -> object:
    if len(text) > MAX_TEXT_BYTES:
        raise BatchError(f"text message of {len(text)} bytes; send at most {MAX_TEXT_BYTES}")
    try:
        return json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BatchError(f"text message {text[:40]!r} is no JSON: send what docs/protocol.md says") from error
