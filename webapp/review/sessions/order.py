"""The orders of the list, and who stands next to whom in it.

Ties are broken by time and by the primary key, so that no session is on two pages or on none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from django.db.models import F, Q, QuerySet
from django.db.models.expressions import OrderBy

from webapp.records.models import Session

NOTHING = Q(pk__in=[])


@dataclass(frozen=True, slots=True)
class Key:
    """One column that is ordered by."""

    column: str
    descending: bool = False
    nullable: bool = False
    empty_last: bool = True

    def reversed(self) -> Key:
        return Key(self.column, not self.descending, self.nullable, not self.empty_last)

    def expression(self) -> OrderBy:
        """Which end sessions without a value are at is said: databases differ."""
        direction = F(self.column).desc if self.descending else F(self.column).asc
        if not self.nullable:
            return direction()
        return direction(nulls_last=True) if self.empty_last else direction(nulls_first=True)

    def same(self, value: Any) -> Q:
        return Q(**{self.column: value}) if value is not None else self._empty()

    def past(self, value: Any) -> Q:
        if value is None:
            return NOTHING if self.empty_last else ~self._empty()
        further = Q(**{f"{self.column}__{'lt' if self.descending else 'gt'}": value})
        return further | self._empty() if self.nullable and self.empty_last else further

    def _empty(self) -> Q:
        return Q(**{f"{self.column}__isnull": True})


NEWEST = Key("started_at", descending=True)
TIE = Key("pk")
_COLUMNS = {
    "participant": Key("participant_id", nullable=True),
    "hr": Key("hr_bpm", nullable=True),
    "rr": Key("rr_bpm", nullable=True),
    "quality": Key("hr_quality"),
}


@dataclass(frozen=True, slots=True)
class Order:
    """By one column, then the newest first; sessions without a value come last."""

    keys: tuple[Key, ...]

    @classmethod
    def of(cls, name: str) -> Order:
        """`name` is one of `search.ORDERS`."""
        descending, column = name.startswith("-"), name.removeprefix("-")
        if column == "started":
            return cls((Key("started_at", descending), TIE))
        key = _COLUMNS[column]
        return cls((Key(key.column, descending, key.nullable), NEWEST, TIE))

    def apply(self, rows: QuerySet[Session]) -> QuerySet[Session]:
        return rows.order_by(*(key.expression() for key in self.keys))

    def after(self, rows: QuerySet[Session], session: Session) -> Session | None:
        """The one that follows in the list."""
        return self.apply(rows.filter(_past(self.keys, session))).first()

    def before(self, rows: QuerySet[Session], session: Session) -> Session | None:
        """The one that stands before it: the next one of the list turned round."""
        return Order(tuple(key.reversed() for key in self.keys)).after(rows, session)


def _past(keys: Iterable[Key], session: Session) -> Q:
    """Further in the first key, or the same in it and further in the second, and so on."""
    past, same = NOTHING, Q()
    for key in keys:
        value = attrgetter(key.column)(session)
        past |= same & key.past(value)
        same &= key.same(value)
    return past
