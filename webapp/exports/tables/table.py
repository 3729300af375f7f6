"""What a table is: columns that say what they are, and rows made from a selection."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from webapp.exports.moments import Moment
from webapp.exports.selection import Selection
from webapp.records.downloads.table import Cell
from webapp.records.models import Session
from webapp.records.models.session import Rates

Row = Sequence[Cell]
RATE_DIGITS, QUALITY_DIGITS, SECONDS_DIGITS, DB_DIGITS = 1, 3, 3, 2


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    unit: str
    about: str


@dataclass(frozen=True, slots=True)
class Table:
    name: str
    about: str
    columns: tuple[Column, ...]
    rows: Callable[[Selection], Iterator[Row]]

    @property
    def header(self) -> tuple[str, ...]:
        return tuple(column.name for column in self.columns)


WHOSE = (
    Column("session_id", "", "the session, as in sessions.csv"),
    Column("participant", "", "pseudonym; empty for a session of nobody who is enrolled"),
)
"""Where every row about a session begins."""
RATES = (
    Column("heart_rate_per_min", "/min", "heart rate; empty where none is given"),
    Column("heart_rate_quality", "0 to 1", "how good the signal of the heart rate was"),
    Column("heart_rate_withheld", "", "why there is no heart rate: a code of vitals/withheld.py"),
    Column("respiratory_rate_per_min", "/min", "respiratory rate; empty where none is given"),
    Column("respiratory_rate_quality", "0 to 1", "how good the signal of the respiratory rate was"),
    Column("respiratory_rate_withheld", "", "why there is no respiratory rate"),
)


def whose(session: Session) -> tuple[Cell, Cell]:
    return str(session.pk), session.participant.pseudonym if session.participant else None


def rates(row: Rates | Moment) -> tuple[Cell, ...]:
    """The cells of `RATES`."""
    heart = (rounded(row.hr_bpm, RATE_DIGITS), round(row.hr_quality, QUALITY_DIGITS), row.hr_withheld)
    breath = (rounded(row.rr_bpm, RATE_DIGITS), round(row.rr_quality, QUALITY_DIGITS), row.rr_withheld)
    return (*heart, *breath)


def rounded(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
