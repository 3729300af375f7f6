"""Why a socket is closed: the table of docs/protocol.md, and the error behind each."""

from __future__ import annotations

from enum import IntEnum

from vitals.errors import BatchError, OutOfOrder, TooLarge, Truncated


class Close(IntEnum):
    """Close codes; the lower-case name is the `code` of the error message before it."""

    DONE = 1000
    BAD_BATCH = 4400
    TRUNCATED = 4401
    OUT_OF_ORDER = 4402
    NOT_ALLOWED = 4403
    IDLE = 4408
    REPLACED = 4409
    ENDED = 4410
    TOO_LARGE = 4413
    TOO_FAST = 4429
    UNAVAILABLE = 4500

    @property
    def code(self) -> str:
        return self.name.lower()


class Refusal(Exception):
    """Raised when a socket asks for something that it may not have; it is closed with this code."""

    def __init__(self, close: Close, message: str) -> None:
        super().__init__(message)
        self.close = close


MESSAGES = {
    Close.IDLE: "Nothing came for 30 s: open the page again to go on.",
    Close.REPLACED: "This measurement was opened in another window: go on there.",
    Close.ENDED: "This measurement is over: start a new one.",
    Close.UNAVAILABLE: "The measurement is not available at the moment: try again in a minute.",
}

_BY_ERROR = {TooLarge: Close.TOO_LARGE, Truncated: Close.TRUNCATED, OutOfOrder: Close.OUT_OF_ORDER}


def close_for(error: BatchError) -> Close:
    """The close code for a message that cannot be read."""
    return _BY_ERROR.get(type(error), Close.BAD_BATCH)
