"""A table of values for many sessions of a study: a line for each value or pair of values.

Columns: `session` (its key), or `participant` with a time of day; `time` (time of day, or seconds from the
session's start; empty is the whole session); `heart_rate`, `respiratory_rate`, or both.
"""

from __future__ import annotations

import csv
import math
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, tzinfo

from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from vitals.errors import ReferenceFileError
from vitals.kind import Kind
from vitals.references.from_csv import DELIMITERS, decoded
from vitals.references.names import Column, column
from vitals.references.numbers import moment, number
from webapp.agreement.references.limits import MOST_PROBLEMS, MOST_ROWS
from webapp.records.models import Study

SESSION_NAMES = ("session", "session_id", "sitzung", "messung", "id")
PERSON_NAMES = (
    "participant",
    "participant_id",
    "pseudonym",
    "proband",
    "teilnehmer",
    "person",
)
NEAR = timedelta(minutes=10)
"""A value of a participant belongs to the session that is so near, before its start or after its end."""
RATES = (Column.HEART_RATE, Column.RESPIRATORY_RATE)


@dataclass(frozen=True, slots=True)
class Value:
    """One value of one session."""

    session: uuid.UUID
    kind: Kind
    t_s: float | None
    value_bpm: float


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file holds for a study."""

    values: list[Value]
    sessions: int
    problems: list[str]
    """Of lines that are left out, the first of them."""
    left_out: int
    """Lines."""


@dataclass(frozen=True, slots=True)
class _Columns:
    session: int | None
    person: int | None
    time: int | None
    rates: tuple[tuple[Kind, int], ...]


@dataclass(frozen=True, slots=True)
class _Session:
    pk: uuid.UUID
    zero_at: datetime
    duration_s: float

    def away(self, at: datetime) -> timedelta:
        """How far a moment is from it."""
        end = self.zero_at + timedelta(seconds=self.duration_s)
        return max(self.zero_at - at, at - end, timedelta(0))


class _Unfit(Exception):
    """A line that is left out, and why."""


def understand(study: Study, data: bytes, zone: tzinfo = UTC) -> Understood:
    """The values of the sessions of this study.

    Raises:
        ReferenceFileError: It is no such table; single lines that do not fit are listed instead.
    """
    names, lines = _table(data)
    columns = _columns(names)
    sessions = _Sessions(study)
    values: list[Value] = []
    problems: list[str] = []
    left_out = 0
    for place, cells in lines:
        try:
            values += _values(columns, names, cells, place, sessions, zone)
        except (_Unfit, ReferenceFileError) as error:
            left_out += 1
            if len(problems) < MOST_PROBLEMS:
                problems.append(_("Line %(place)s: %(why)s") % {"place": place, "why": error})
    return Understood(values, len({value.session for value in values}), problems, left_out)


def _table(data: bytes) -> tuple[list[str], list[tuple[int, list[str]]]]:
    lines = decoded(data).splitlines() or [""]  # a file may hold nothing but the mark of its encoding
    if len(lines) > MOST_ROWS + 1:
        text = _("The file has %(count)s lines: give at most %(most)s at once.")
        raise ReferenceFileError(text % {"count": len(lines), "most": MOST_ROWS})
    delimiter = max(DELIMITERS, key=lines[0].count)
    try:
        rows = list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise ReferenceFileError(
            _("The file is no CSV (%(why)s): close its quotes.") % {"why": error}
        ) from error
    names = [name.strip() for name in rows[0]]
    return names, [(place, row) for place, row in enumerate(rows[1:], 2) if any(cell.strip() for cell in row)]


def _columns(names: list[str]) -> _Columns:
    plain = [name.lower().replace(" ", "_") for name in names]
    session = next((i for i, name in enumerate(plain) if name in SESSION_NAMES), None)
    person = next((i for i, name in enumerate(plain) if name in PERSON_NAMES), None)
    time = next((i for i, name in enumerate(names) if column(name) is Column.TIME), None)
    rates = tuple(
        (found.kind, names.index(name))
        for name in names
        if (found := column(name)) is not None and found in RATES
    )
    if not rates or (session is None and person is None):
        raise ReferenceFileError(
            _(
                "The first line must name the columns: session or participant, time, and heart_rate or "
                "respiratory_rate."
            )
        )
    if session is None and time is None:
        raise ReferenceFileError(_("Without a column of sessions, a column of times (of day) is needed."))
    return _Columns(session, person, time, rates)


def _values(
    columns: _Columns, names: list[str], cells: list[str], place: int, sessions: _Sessions, zone: tzinfo
) -> Iterator[Value]:
    if len(cells) != len(names):
        raise _Unfit(_("%(has)s cells and not %(needs)s.") % {"has": len(cells), "needs": len(names)})
    text = "" if columns.time is None else cells[columns.time].strip()
    at = moment(text, names[columns.time], zone) if text and columns.time is not None else None
    session = _session(columns, cells, sessions, at)
    t_s = _seconds(session, at)
    given = [(kind, number(cells[index], names[index])) for kind, index in columns.rates]
    for kind, value_bpm in given:
        if not math.isnan(value_bpm):
            low, high = kind.range_bpm
            if not low <= value_bpm <= high:
                text = _("%(value)g is no rate: give %(low)g to %(high)g per minute.")
                raise _Unfit(text % {"value": value_bpm, "low": low, "high": high})
            yield Value(session.pk, kind, t_s, value_bpm)


def _session(
    columns: _Columns, cells: list[str], sessions: _Sessions, at: datetime | float | None
) -> _Session:
    if columns.session is not None and cells[columns.session].strip():
        return sessions.by_key(cells[columns.session].strip())
    name = "" if columns.person is None else cells[columns.person].strip()
    if not isinstance(at, datetime):
        raise _Unfit(_("a participant has many sessions: give the date and time, or the session."))
    return sessions.near(name, at)


def _seconds(session: _Session, at: datetime | float | None) -> float | None:
    """A time of day beside the session is about the whole of it; seconds must lie within."""
    if isinstance(at, datetime):
        t_s = (at - session.zero_at) / timedelta(seconds=1)
        return round(t_s, 3) if 0 <= t_s <= session.duration_s else None
    if at is not None and not 0 <= at <= session.duration_s:
        text = _("%(t_s)g s is not within the session of %(duration).0f s.")
        raise _Unfit(text % {"t_s": at, "duration": session.duration_s})
    return None if at is None else round(at, 3)


class _Sessions:
    """The sessions of a study by key and by person; asked for once."""

    def __init__(self, study: Study) -> None:
        self._by_key: dict[uuid.UUID, _Session] = {}
        self._of: dict[str, list[_Session]] = defaultdict(list)
        rows = study.sessions.exclude(state="live").order_by()
        zero_at = Coalesce("first_frame_at", "started_at")  # as Session.zero_at
        for pk, name, at, duration_s in rows.values_list(
            "pk", "participant__pseudonym", zero_at, "duration_s"
        ):
            session = _Session(pk, at, duration_s)
            self._by_key[pk] = session
            self._of[name or ""].append(session)

    def by_key(self, text: str) -> _Session:
        try:
            return self._by_key[uuid.UUID(text)]
        except (KeyError, ValueError):
            raise _Unfit(_("%(key)s is no session of this study.") % {"key": repr(text[:40])}) from None

    def near(self, name: str, at: datetime) -> _Session:
        own = self._of.get(name)
        if not name or not own:
            raise _Unfit(_("%(name)s is no participant with sessions.") % {"name": repr(name[:40])})
        nearest = min(own, key=lambda session: session.away(at))
        if nearest.away(at) > NEAR:
            raise _Unfit(_("%(name)s has no session near that time.") % {"name": name})
        return nearest
