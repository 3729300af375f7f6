"""What a kind of work is made of: how much there is, and one step after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from webapp.records.models import Job


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of work that is finished. It may be repeated after a break, so it must do no harm twice."""

    cursor: str
    """Where to go on: the key of the thing that this step was about, at most 100 letters."""
    done: int = 1
    skipped: int = 0
    problem: str = ""
    """Why it was skipped, if somebody can do something about it. The first one is kept with the job."""


@dataclass(frozen=True, slots=True)
class Handler:
    """How one kind of job is done."""

    count: Callable[[Job], int]
    """How many steps there are in all; asked once, before the first."""
    steps: Callable[[Job], Iterator[Step]]
    """The steps after `job.cursor`, in a fixed order. It is left between two steps when the job is cancelled
    or its time is over, and called again later, maybe in another process."""
