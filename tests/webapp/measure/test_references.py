"""Values that a person measured otherwise and typed in."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.webapp.measure.test_sessions import own
from webapp.measure.references import MOST_PER_SESSION
from webapp.records.models import Reference, Session

pytestmark = pytest.mark.django_db


def post(client: Client, session: Session, body: Any) -> Any:
    address = f"/sessions/{session.pk}/references/"
    return client.post(address, json.dumps(body), content_type="application/json")


def test_both_rates_are_kept_and_shown_beside_the_result(visitor: Client) -> None:
    session = own(visitor)
    body = {"heart_rate": 61, "respiratory_rate": 14.5, "t_s": -20, "device": "oximeter"}
    answer = post(visitor, session, body)
    assert answer.status_code == 201
    shown = visitor.get(f"/sessions/{session.pk}/").json()["references"]
    assert shown == answer.json()["references"]
    assert [(row["kind"], row["value"], row["t_s"], row["device"]) for row in shown] == [
        ("heart_rate", 61.0, -20.0, "oximeter"),
        ("respiratory_rate", 14.5, -20.0, "oximeter"),
    ]


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"device": "oximeter"},
        {"heart_rate": 19.9},
        {"heart_rate": 301},
        {"respiratory_rate": 0},
        {"respiratory_rate": 101},
        {"heart_rate": 60, "t_s": 100_000},
        {"heart_rate": 60, "device": "x" * 101},
        {"heart_rate": 60, "device": "two\nlines"},
    ],
)
def test_a_value_that_cannot_be_right_is_asked_about(visitor: Client, body: dict[str, Any]) -> None:
    answer = post(visitor, own(visitor), body)
    assert (answer.status_code, answer.json()["error"]) == (422, "unlikely")
    assert "\n" not in answer.json()["message"] and not Reference.objects.exists()


@pytest.mark.parametrize("value", [20, 300])
def test_the_limits_themselves_are_taken(visitor: Client, value: float) -> None:
    assert post(visitor, own(visitor), {"heart_rate": value}).status_code == 201


@pytest.mark.parametrize("body", [{"heart_rate": "60"}, {"heart_rate": float("nan")}, {"spo2": 97}, []])
def test_what_is_malformed_is_refused(visitor: Client, body: Any) -> None:
    answer = post(visitor, own(visitor), body)
    assert answer.status_code in (400, 422) and not Reference.objects.exists()


def test_the_number_of_values_is_bounded(visitor: Client) -> None:
    session = own(visitor)
    Reference.objects.bulk_create(
        Reference(session=session, kind="heart_rate", value_bpm=60) for _ in range(MOST_PER_SESSION)
    )
    assert post(visitor, session, {"heart_rate": 60}).json()["error"] == "too_many"


def test_a_value_can_be_removed(visitor: Client) -> None:
    session = own(visitor)
    number = post(visitor, session, {"heart_rate": 60}).json()["references"][0]["id"]
    assert visitor.delete(f"/sessions/{session.pk}/references/{number}/").status_code == 204
    assert not Reference.objects.exists()


def test_a_value_of_the_studys_staff_is_not_the_owners(visitor: Client, coordinator: User) -> None:
    session = own(visitor)
    row = Reference.objects.create(
        session=session, kind="heart_rate", value_bpm=60, entered_by=coordinator, by_staff=True
    )
    assert visitor.get(f"/sessions/{session.pk}/").json()["references"] == []
    assert visitor.delete(f"/sessions/{session.pk}/references/{row.pk}/").status_code == 404


def test_a_value_typed_in_while_logged_in_belongs_to_an_unclaimed_session_too(
    visitor: Client, patient: User
) -> None:
    session = own(visitor)
    visitor.force_login(patient, backend="django.contrib.auth.backends.ModelBackend")
    assert [row["value"] for row in post(visitor, session, {"heart_rate": 61}).json()["references"]] == [61.0]
    visitor.post("/accounts/claim/")
    assert len(visitor.get(f"/sessions/{session.pk}/").json()["references"]) == 1


def test_a_value_of_another_session_is_not_found(visitor: Client) -> None:
    first, second = own(visitor), own(visitor)
    number = post(visitor, first, {"heart_rate": 60}).json()["references"][0]["id"]
    assert visitor.delete(f"/sessions/{second.pk}/references/{number}/").status_code == 404


def test_for_a_stranger_there_is_nothing_to_add_or_remove(visitor: Client, stranger: Client) -> None:
    session = own(visitor)
    number = post(visitor, session, {"heart_rate": 60}).json()["references"][0]["id"]
    assert post(stranger, session, {"heart_rate": 60}).status_code == 404
    assert stranger.delete(f"/sessions/{session.pk}/references/{number}/").status_code == 404
    assert Reference.objects.count() == 1
