"""Making, listing, showing and removing sessions, as docs/protocol.md has it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings

from tests.webapp.conftest import make_session
from webapp.live import keys, registry
from webapp.live.connections import sync_redis
from webapp.measure import consent
from webapp.records.access import COOKIE, visitor_of_cookie
from webapp.records.models import Estimate, Session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("workers")]


def post(client: Client, body: Any) -> Any:
    return client.post("/sessions/", json.dumps(body), content_type="application/json")


def own(client: Client, **fields: object) -> Session:
    return make_session(visitor=visitor_of_cookie(client.cookies[COOKIE].value), **fields)


def test_a_session_is_made_with_its_consent(visitor: Client, wish: dict[str, Any]) -> None:
    answer = post(visitor, {**wish, "store_signals": True})
    assert answer.status_code == 201
    made = Session.objects.get(pk=answer.json()["id"])
    assert answer.json()["socket"] == f"/ws/sessions/{made.pk}/"
    assert answer.json()["limits"] == {
        "frames": 16,
        "frame_bytes": 98304,
        "message_bytes": 1048576,
        "unacked": 4,
        "duration_s": 300,
    }
    assert (made.source, made.mode, made.width_px, made.height_px) == ("camera", "standard", 320, 240)
    assert (made.consent.version, made.consent.text_sha256) == (
        consent.CURRENT.version,
        consent.CURRENT.sha256,
    )
    assert (made.consent.store_signals, made.consent.research) == (True, False)
    assert registry.is_live(made.pk)


def test_signals_are_not_stored_by_default(visitor: Client, wish: dict[str, Any]) -> None:
    made = Session.objects.get(pk=post(visitor, wish).json()["id"])
    assert not made.consent.store_signals and not made.consent.research


def test_it_belongs_to_the_account_that_is_logged_in(
    visitor: Client, patient: User, wish: dict[str, Any]
) -> None:
    visitor.force_login(patient)
    assert Session.objects.get(pk=post(visitor, wish).json()["id"]).user == patient


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"consent": None}, "consent_missing"),
        ({"consent": True}, "consent_missing"),
        ({"consent": "1999-01-01"}, "consent_outdated"),
        ({"source": "screen"}, "bad_request"),
        ({"mode": "best"}, "bad_request"),
        ({"size": [0, 240]}, "bad_request"),
        ({"size": [320]}, "bad_request"),
        ({"size": "320x240"}, "bad_request"),
        ({"store_signals": "yes"}, "bad_request"),
        ({"surprise": 1}, "bad_request"),
    ],
)
def test_a_wish_that_is_not_in_order_is_refused(
    visitor: Client, wish: dict[str, Any], change: dict[str, Any], error: str
) -> None:
    answer = post(visitor, {**wish, **change})
    assert (answer.status_code, answer.json()["error"]) == (400, error)
    assert answer.json()["message"]
    assert not Session.objects.exists()


def test_without_a_consent_no_session_is_made(visitor: Client, wish: dict[str, Any]) -> None:
    del wish["consent"]
    assert post(visitor, wish).json()["error"] == "consent_missing"


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 100_000])
def test_a_body_that_is_no_json_object_is_refused(visitor: Client, body: bytes) -> None:
    answer = visitor.post("/sessions/", body, content_type="application/json")
    assert (answer.status_code, answer.json()["error"]) == (400, "bad_request")


def test_a_browser_without_cookies_is_told_so(client: Client, wish: dict[str, Any]) -> None:
    answer = post(client, wish)
    assert (answer.status_code, answer.json()["error"]) == (400, "bad_request")


def test_the_csrf_token_is_needed(wish: dict[str, Any]) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.get("/")
    refused = post(strict, wish)
    assert (refused.status_code, refused.json()["error"]) == (403, "not_allowed")
    token = strict.cookies["csrftoken"].value
    made = strict.post(
        "/sessions/", json.dumps(wish), content_type="application/json", headers={"X-CSRFToken": token}
    )
    assert made.status_code == 201


def test_too_many_sessions_from_one_address_are_told_when_to_come_back(
    visitor: Client, wish: dict[str, Any], settings: Settings
) -> None:
    settings.SESSIONS_PER_MINUTE, settings.MAX_SESSIONS = 2, 10
    assert [post(visitor, wish).status_code for _ in range(3)] == [201, 201, 429]
    answer = post(visitor, wish).json()
    assert answer["error"] == "too_many_requests" and 0 < answer["retry_after_s"] <= 60


def test_the_limit_of_one_address_is_not_that_of_another(
    visitor: Client, wish: dict[str, Any], settings: Settings
) -> None:
    settings.SESSIONS_PER_MINUTE = 1
    assert post(visitor, wish).status_code == 201
    body = json.dumps(wish)
    other = visitor.post("/sessions/", body, content_type="application/json", REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 201


def test_no_address_is_kept_in_the_clear(visitor: Client, wish: dict[str, Any]) -> None:
    post(visitor, wish)
    assert not [key for key in sync_redis().scan_iter() if b"127.0.0.1" in key]


def test_when_all_places_are_taken_a_newcomer_is_told(
    visitor: Client, wish: dict[str, Any], settings: Settings
) -> None:
    settings.MAX_SESSIONS = 1
    assert post(visitor, wish).status_code == 201
    answer = post(visitor, wish)
    assert (answer.status_code, answer.json()["error"]) == (503, "server_full")


def test_one_address_cannot_take_all_places(
    visitor: Client, wish: dict[str, Any], settings: Settings
) -> None:
    settings.MAX_SESSIONS, settings.SESSIONS_PER_ADDRESS = 4, 2

    def post_from(address: str) -> int:
        body = json.dumps(wish)
        answer = visitor.post("/sessions/", body, content_type="application/json", REMOTE_ADDR=address)
        return answer.status_code

    assert [post_from("192.0.2.7") for _ in range(3)] == [201, 201, 429]
    assert [post_from("192.0.2.8"), post_from("127.0.0.1")] == [201, 201]


def test_this_machine_itself_may_take_all_places(
    visitor: Client, wish: dict[str, Any], settings: Settings
) -> None:
    settings.MAX_SESSIONS, settings.SESSIONS_PER_ADDRESS = 3, 1
    assert [post(visitor, wish).status_code for _ in range(4)] == [201, 201, 201, 503]


def test_a_finished_session_leaves_its_place(
    visitor: Client, wish: dict[str, Any], settings: Settings
) -> None:
    settings.MAX_SESSIONS = 1
    first = post(visitor, wish).json()["id"]
    visitor.delete(f"/sessions/{first}/")
    assert post(visitor, wish).status_code == 201


@pytest.mark.parametrize("queue", registry.QUEUES)
def test_without_workers_no_session_is_made(visitor: Client, wish: dict[str, Any], queue: str) -> None:
    sync_redis().delete(keys.worker(queue))
    answer = post(visitor, wish)
    assert (answer.status_code, answer.json()["error"]) == (503, "unavailable")


@pytest.mark.usefixtures("no_redis")
def test_without_redis_no_session_is_made(visitor: Client, wish: dict[str, Any]) -> None:
    answer = post(visitor, wish)
    assert (answer.status_code, answer.json()["error"]) == (503, "unavailable")


def test_one_sees_ones_own_sessions_newest_first(visitor: Client, stranger: Client) -> None:
    first, second = own(visitor), own(visitor)
    own(stranger)
    listed = visitor.get("/sessions/").json()["sessions"]
    assert [item["id"] for item in listed] == [str(second.pk), str(first.pk)]


def test_the_list_takes_as_many_queries_for_many_as_for_one(
    visitor: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(5):
        own(visitor)
    with django_assert_num_queries(1):
        visitor.get("/sessions/")


def test_a_session_is_shown_with_its_estimates(visitor: Client) -> None:
    session = own(visitor, hr_bpm=61.26, hr_quality=0.9, hr_withheld=None)
    Estimate.objects.create(session=session, t_s=8.0, hr_bpm=62.0, hr_withheld=None, rr_withheld="too_short")
    shown = visitor.get(f"/sessions/{session.pk}/").json()
    assert shown["heart_rate"] == {"value": 61.3, "unit": "/min", "quality": 0.9, "withheld": None}
    assert shown["respiratory_rate"]["withheld"] == "not_measured"
    (estimate,) = shown["estimates"]
    assert (estimate["t_s"], estimate["heart_rate"]["value"]) == (8.0, 62.0)
    assert estimate["respiratory_rate"] == {
        "value": None,
        "unit": "/min",
        "quality": 0.0,
        "withheld": "too_short",
        "interval": None,
    }


@pytest.mark.parametrize("method", ["get", "delete"])
def test_for_a_stranger_a_session_does_not_exist(visitor: Client, stranger: Client, method: str) -> None:
    session = own(visitor)
    assert getattr(stranger, method)(f"/sessions/{session.pk}/").status_code == 404
    assert Session.objects.filter(pk=session.pk).exists()


def test_the_next_person_at_this_browser_does_not_see_the_accounts_sessions(
    visitor: Client, patient: User, wish: dict[str, Any]
) -> None:
    visitor.force_login(patient)
    made = post(visitor, wish).json()["id"]
    visitor.logout()
    visitor.get("/")
    assert visitor.get(f"/sessions/{made}/").status_code == 404
    assert visitor.get("/sessions/").json()["sessions"] == []


def test_removing_a_session_removes_all_that_belongs_to_it(visitor: Client) -> None:
    session = own(visitor)
    Estimate.objects.create(session=session, t_s=1.0)
    registry.begin(session.pk, {"mode": "standard"})
    assert visitor.delete(f"/sessions/{session.pk}/").status_code == 204
    assert not Session.objects.exists() and not Estimate.objects.exists()
    assert not registry.is_live(session.pk)


@pytest.mark.usefixtures("no_redis")
def test_while_redis_is_away_nothing_is_removed_by_half(visitor: Client) -> None:
    session = own(visitor)
    assert visitor.delete(f"/sessions/{session.pk}/").status_code == 503
    assert Session.objects.filter(pk=session.pk).exists()


@pytest.mark.parametrize(("method", "path"), [("put", "/sessions/"), ("delete", "/sessions/"), ("post", "/")])
def test_other_methods_are_not_allowed(visitor: Client, method: str, path: str) -> None:
    assert getattr(visitor, method)(path).status_code == 405
