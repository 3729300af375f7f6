"""A number with its interval, or the reason for there being none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Unknown(StrEnum):
    """Why a figure has no value, or a value has no interval."""

    NO_PAIRS = "no_pairs"
    NOTHING_ANSWERED = "nothing_answered"
    TOO_FEW_ANSWERS = "too_few_answers"
    NO_VARIATION = "no_variation"
    TOO_FEW_PARTICIPANTS = "too_few_participants"

    @property
    def words(self) -> str:
        """One sentence in plain words."""
        return _WORDS[self]


_WORDS = {
    Unknown.NO_PAIRS: "There is no reference value to compare with.",
    Unknown.NOTHING_ANSWERED: "Every measured value was withheld.",
    Unknown.TOO_FEW_ANSWERS: "There are too few measured values.",
    Unknown.NO_VARIATION: "All values are the same.",
    Unknown.TOO_FEW_PARTICIPANTS: "There are too few participants for an interval.",
}


@dataclass(frozen=True, slots=True)
class Figure:
    """A value with its 95 % interval. Where one of them is missing, `reason` says why."""

    value: float | None
    low: float | None = None
    high: float | None = None
    reason: Unknown | None = None
