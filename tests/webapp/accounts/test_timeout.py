"""How long a login of staff lasts; that of a patient stays as it is."""

from __future__ import annotations

import time

import pytest
from django.contrib.auth.models import User
from django.test import Client

from webapp.accounts import standing
from webapp.records.models import Policy

pytestmark = pytest.mark.django_db
MINUTE_S = 60


def let_pass(client: Client, seconds: float, *what: str) -> None:
    """As if it had been so long since."""
    session = client.session
    session["standing"] = {
        name: value - seconds if name in what else value for name, value in session["standing"].items()
    }
    session.save()


@pytest.fixture
def at_work(client: Client, coordinator: User) -> Client:
    client.force_login(coordinator)
    return client


def test_staff_who_were_away_log_in_again_and_come_back_to_the_page(at_work: Client) -> None:
    let_pass(at_work, 31 * MINUTE_S, "seen_s", "checked_s")
    answer = at_work.get("/studies/", follow=True)
    assert answer.redirect_chain[-1][0] == "/accounts/login/?next=/studies/"
    assert "logged out after a long time" in answer.content.decode()


def test_it_is_said_once(at_work: Client) -> None:
    let_pass(at_work, 31 * MINUTE_S, "seen_s", "checked_s")
    at_work.get("/studies/", follow=True)
    assert "logged out after a long time" not in at_work.get("/accounts/login/").content.decode()


def test_the_api_answers_401_then(at_work: Client) -> None:
    let_pass(at_work, 31 * MINUTE_S, "seen_s", "checked_s")
    assert at_work.get("/api/sessions/").status_code == 401


def test_who_works_stays(at_work: Client) -> None:
    for _ in range(3):
        let_pass(at_work, 29 * MINUTE_S, "seen_s", "checked_s")
        assert at_work.get("/studies/").status_code == 200


def test_what_a_page_asks_for_by_itself_is_no_work(at_work: Client) -> None:
    for _ in range(2):
        let_pass(at_work, 20 * MINUTE_S, "seen_s", "checked_s")
        answer = at_work.get("/studies/", headers={"sec-fetch-dest": "empty"})
    assert answer.status_code == 302


def test_the_policy_says_how_long(at_work: Client) -> None:
    Policy(staff_idle_minutes=120).save()
    let_pass(at_work, 29 * MINUTE_S, "seen_s", "checked_s")
    at_work.get("/studies/")
    let_pass(at_work, 100 * MINUTE_S, "seen_s", "checked_s")
    assert at_work.get("/studies/").status_code == 200


def test_after_twelve_hours_even_who_works_logs_in_again(at_work: Client) -> None:
    let_pass(at_work, standing.LONGEST_S + 1, "since_s")
    assert at_work.get("/studies/").status_code == 302


def test_patients_stay_logged_in(client: Client, patient: User) -> None:
    client.force_login(patient)
    let_pass(client, 13 * 60 * MINUTE_S, "since_s", "seen_s", "checked_s")
    assert client.get("/accounts/password/").status_code == 200


def test_a_login_from_before_the_rule_begins_with_it(at_work: Client) -> None:
    session = at_work.session
    del session["standing"]
    session.save()
    assert at_work.get("/studies/").status_code == 200
    assert at_work.session["standing"]["seen_s"] > time.time() - MINUTE_S


def test_one_page_after_the_other_costs_no_query_more(
    at_work: Client, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]  # session, user
        at_work.get("/accounts/password/")
