"""The orders of the list, and the neighbours of a session in it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tests.webapp.conftest import make_session
from webapp.records.models import Participant, Session, Study
from webapp.review.sessions.order import Order
from webapp.review.sessions.search import ORDERS

pytestmark = pytest.mark.django_db
NAMES = [name for name, _ in ORDERS]
RATES_BPM = [70.0, None, 62.0, 70.0, None, 85.0, 70.0]


@pytest.fixture
def sessions(study: Study) -> list[Session]:
    """With equal values, missing ones, one without a participant, and two that started at once."""
    people = [Participant.objects.create(study=study, pseudonym=name) for name in "AB"]
    made = []
    for i, rate_bpm in enumerate(RATES_BPM):
        reason = "motion" if rate_bpm is None else None
        rates = {"hr_bpm": rate_bpm, "hr_withheld": reason, "rr_bpm": rate_bpm, "rr_withheld": reason}
        who = people[i % 2] if i else None
        made.append(make_session(study=study, participant=who, hr_quality=(i % 3) / 2, **rates))
        started = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(hours=i // 2)
        Session.objects.filter(pk=made[-1].pk).update(started_at=started)
    return list(Session.objects.all())


@pytest.mark.parametrize("name", NAMES)
def test_going_from_neighbour_to_neighbour_visits_the_list(sessions: list[Session], name: str) -> None:
    order, rows = Order.of(name), Session.objects.all()
    listed = list(order.apply(rows))
    assert len(listed) == len(sessions)
    assert [order.after(rows, one) for one in listed] == [*listed[1:], None]


@pytest.mark.parametrize("name", NAMES)
def test_going_back_visits_it_backwards(sessions: list[Session], name: str) -> None:
    order, rows = Order.of(name), Session.objects.all()
    listed = list(order.apply(rows))
    assert [order.before(rows, one) for one in listed] == [None, *listed[:-1]]


@pytest.mark.parametrize("name", ["hr", "-hr", "rr", "-rr"])
def test_what_was_withheld_comes_last(sessions: list[Session], name: str) -> None:
    values = [one.hr_bpm for one in Order.of(name).apply(Session.objects.all())]
    assert values[-2:] == [None, None]
    assert values[:-2] == sorted(filter(None, values), reverse=name.startswith("-"))


def test_a_session_that_left_the_list_still_has_neighbours(sessions: list[Session]) -> None:
    order = Order.of("started")
    first, second, third = list(order.apply(Session.objects.all()))[:3]
    assert order.after(Session.objects.exclude(pk=second.pk), second) == third
    assert order.before(Session.objects.exclude(pk=second.pk), second) == first
