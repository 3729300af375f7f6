"""One page of the list. Keys are found first, along an index, and 50 rows fetched then: deep pages are quick.

The count stops at `MAX_COUNTED`: nobody needs to know whether there are 40 000 or 41 000.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, Exists, OuterRef, QuerySet, Subquery

from webapp.records.models import Reading, Reference, Session, Study, Trace
from webapp.review.judgement.sight import seen_annotations
from webapp.review.sessions.order import Order

PER_PAGE = 50
MAX_COUNTED = 10_000
MAX_PAGE = 1_000_000  # so that no number is too large for the database


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of one page, and where it stands among all."""

    number: int
    rows: list[Any]
    count: int
    """At most MAX_COUNTED + 1, which is "more than"."""
    has_next: bool

    @property
    def many(self) -> bool:
        return self.count > MAX_COUNTED

    @property
    def counted(self) -> int:
        return min(self.count, MAX_COUNTED)

    @property
    def pages(self) -> int:
        """0 where nobody has counted them."""
        return 0 if self.many else max(1, -(-self.count // PER_PAGE))

    @property
    def previous(self) -> int | None:
        return self.number - 1 if self.number > 1 else None

    @property
    def next(self) -> int | None:
        return self.number + 1 if self.has_next else None

    @property
    def first(self) -> int:
        return (self.number - 1) * PER_PAGE + 1

    @property
    def last(self) -> int:
        return self.first + len(self.rows) - 1


def page_of(found: QuerySet[Session], order: Order, number: int, study: Study, user: User) -> Page:
    """Three queries, however many sessions there are; two where the last page tells how many."""
    start = (number - 1) * PER_PAGE
    keys = list(order.apply(found).values_list("pk", flat=True)[start : start + PER_PAGE + 1])
    rows = {row.pk: row for row in _rows(study, user).filter(pk__in=keys[:PER_PAGE])}
    return Page(
        number=number,
        rows=[rows[key] for key in keys[:PER_PAGE] if key in rows],  # one may be deleted in between
        count=_count_of(found, start, len(keys)),
        has_next=len(keys) > PER_PAGE,
    )


def _count_of(found: QuerySet[Session], start: int, seen: int) -> int:
    """The last page tells it: then nobody counts."""
    is_last = seen <= PER_PAGE and (seen > 0 or start == 0)
    return min(start + seen, MAX_COUNTED + 1) if is_last else bounded_count(found)


def bounded_count(found: QuerySet[Session]) -> int:
    return found.order_by().values("pk")[: MAX_COUNTED + 1].count()


def page_number(text: str | None) -> int:
    """1 for whatever is not a page."""
    if text is None or not text.isascii() or not text.isdigit():
        return 1
    return min(max(1, int(text[:9])), MAX_PAGE)


def _rows(study: Study, user: User) -> QuerySet[Any]:
    """What a line of the list says. Found by key alone: the study's indexes would lead SQLite astray."""
    session = OuterRef("pk")
    annotations = seen_annotations(study, user).filter(session=session)
    rows: QuerySet[Any] = Session.objects.select_related("participant").annotate(
        reading_count=Subquery(_count(Reading.objects.filter(session=session))),
        is_read_by_me=Exists(Reading.objects.filter(session=session, reader=user)),
        is_annotated=Exists(annotations),
        is_excluded=Exists(annotations.filter(excludes=True, start_s=None)),
        has_reference=Exists(Reference.objects.filter(session=session)),
        has_signals=Exists(Trace.objects.filter(session=session)),
    )
    return rows


def _count(rows: QuerySet[Any]) -> QuerySet[Any, Any]:
    """How many there are of one session, without joining and grouping the sessions themselves."""
    counted: QuerySet[Any, Any] = rows.order_by().values("session").annotate(n=Count("pk")).values("n")
    return counted
