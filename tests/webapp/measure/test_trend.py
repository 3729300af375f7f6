"""One's own rates over time."""

from __future__ import annotations

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.webapp.measure.test_sessions import own
from webapp.records.models import Reference, Session

pytestmark = pytest.mark.django_db
DONE = Session.State.DONE


def test_finished_measurements_come_oldest_first(visitor: Client) -> None:
    first = own(visitor, state=DONE, hr_bpm=61.0, hr_withheld=None, note="rested")
    second = own(visitor, state=DONE)
    points = visitor.get("/sessions/trend/").json()["points"]
    assert [point["id"] for point in points] == [str(first.pk), str(second.pk)]
    assert (points[0]["heart_rate"]["value"], points[0]["note"]) == (61.0, "rested")
    assert points[1]["heart_rate"]["withheld"] == "not_measured"


def test_what_runs_or_failed_or_was_the_sample_is_no_point(visitor: Client) -> None:
    own(visitor, state=Session.State.LIVE)
    own(visitor, state=Session.State.FAILED)
    own(visitor, state=DONE, source=Session.Source.SAMPLE)
    assert visitor.get("/sessions/trend/").json()["points"] == []


def test_nobody_sees_the_trend_of_another(visitor: Client, stranger: Client) -> None:
    own(visitor, state=DONE)
    assert stranger.get("/sessions/trend/").json()["points"] == []


def test_many_points_take_as_many_queries_as_one(
    visitor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        Reference.objects.create(session=own(visitor, state=DONE), kind="heart_rate", value_bpm=60)
    with django_assert_num_queries(2):
        points = visitor.get("/sessions/trend/").json()["points"]
    assert [len(point["references"]) for point in points] == [1] * 5
