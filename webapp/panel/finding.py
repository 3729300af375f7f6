"""One point of the checklist."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    BAD = "bad"
    WARN = "warn"
    UNKNOWN = "unknown"
    OK = "ok"


@dataclass(frozen=True, slots=True)
class Finding:
    """How it is with one thing, and what to do about it."""

    name: str
    verdict: Verdict
    state: str
    remedy: str = ""
    """Empty where there is nothing to do."""


def ok(name: str, state: str) -> Finding:
    return Finding(name, Verdict.OK, state)
