"""The policy says who may measure outside studies."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from webapp.records.models import Policy, Session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("workers")]


def status(client: Client, wish: dict[str, Any]) -> int:
    return client.post("/sessions/", json.dumps(wish), content_type="application/json").status_code


def test_everybody_may_by_default(visitor: Client, wish: dict[str, Any]) -> None:
    assert status(visitor, wish) == 201


def test_an_account_is_asked_for(visitor: Client, patient: User, wish: dict[str, Any]) -> None:
    Policy(who_may_measure="accounts").save()
    assert status(visitor, wish) == 403 and not Session.objects.exists()
    visitor.force_login(patient)
    visitor.get("/")
    assert status(visitor, wish) == 201


def test_where_only_participants_measure_an_account_is_not_enough(
    visitor: Client, patient: User, wish: dict[str, Any]
) -> None:
    Policy(who_may_measure="participants").save()
    visitor.force_login(patient)
    visitor.get("/")
    answer = visitor.post("/sessions/", json.dumps(wish), content_type="application/json")
    assert answer.status_code == 403 and answer.json()["error"] == "not_allowed"
    assert "only participants of studies" in answer.json()["message"]
