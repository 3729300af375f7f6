"""Who takes part: thirty people who do not exist, with the hearts and breaths that they have at rest."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from enum import Enum

import numpy as np

COUNT = 30
DEVICES = (
    "Chrome on Android",
    "Safari on iOS",
    "Chrome on Windows",
    "Firefox on Linux",
    "Safari on macOS",
    "Edge on Windows",
)
TONE_NOT_ENTERED = (6, 19)
"""Numbers of people whose skin tone nobody has entered."""


class Standing(Enum):
    """How far a person has come with the study."""

    ACTIVE = "joined, and measures"
    JOINED = "joined, and has not measured yet"
    INVITED = "has a link that is still good"
    EXPIRED = "has a link that nobody used in time"
    REVOKED = "has a link that was taken back"
    WITHDRAWN = "has left, and all was deleted"


STANDINGS = {
    24: Standing.JOINED,
    25: Standing.INVITED,
    26: Standing.EXPIRED,
    27: Standing.REVOKED,
    28: Standing.WITHDRAWN,
    29: Standing.WITHDRAWN,
}


@dataclass(frozen=True, slots=True)
class Person:
    """A participant before there is a row of one."""

    number: int
    pseudonym: str
    tone: int | None
    """Monk Skin Tone scale, 1 to 10; None: not entered."""
    device: str
    standing: Standing
    visitor: uuid.UUID
    rest_bpm: float
    breath_bpm: float
    stores_signals: bool


def people(rng: np.random.Generator) -> list[Person]:
    """All of them; tones are spread over the whole scale."""
    return [_person(rng, number) for number in range(COUNT)]


def _person(rng: np.random.Generator, number: int) -> Person:
    return Person(
        number=number,
        pseudonym=f"DEMO-{number + 1:02d}",
        tone=None if number in TONE_NOT_ENTERED else number % 10 + 1,
        device=DEVICES[number * 7 % len(DEVICES)],
        standing=STANDINGS.get(number, Standing.ACTIVE),
        visitor=uuid.UUID(bytes=rng.bytes(16), version=4),
        rest_bpm=float(np.clip(rng.normal(66, 8), 50, 88)),
        breath_bpm=float(np.clip(rng.normal(14.5, 2.5), 9, 21)),
        stores_signals=number % 4 != 3,
    )
