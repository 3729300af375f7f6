"""What a report is about."""

from __future__ import annotations

from dataclasses import dataclass

from vitals.evaluation.grid.options import Options


@dataclass(frozen=True, slots=True)
class About:
    """Nothing of the machine or the person that ran it: the page is made to be passed on."""

    folder: str
    """Its own name only."""
    layout: str
    records: int
    subjects: int
    options: Options
    model: str
    """Name and version of the network."""
    command: str
    """With which it can be made again."""
    failures: dict[str, str]
    origins: tuple[str, ...]
    """Where the truth comes from, in words."""
