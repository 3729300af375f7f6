"""So many calls a minute, each caller for itself."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from webapp.api import throttle

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "PER_MINUTE", 3)
    monkeypatch.setattr(throttle.time, "time", lambda: 1_000_000_020.0 - 0.5)


@pytest.mark.usefixtures("redis_at", "three")
def test_more_are_refused_until_the_next_minute(
    program: Client, base: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    codes = [program.get(f"{base}/").status_code for _ in range(4)]
    assert codes == [200, 200, 200, 429]
    refused = program.get(f"{base}/")
    assert refused["Retry-After"] == "1" and refused.json()["error"] == "too_many_requests"
    monkeypatch.setattr(throttle.time, "time", lambda: 1_000_000_020.0)
    assert program.get(f"{base}/").status_code == 200


@pytest.mark.usefixtures("redis_at", "three")
def test_each_caller_is_counted_by_itself(
    program: Client, client: Client, coordinator: User, base: str
) -> None:
    for _ in range(4):
        program.get(f"{base}/")
    client.force_login(coordinator)
    assert client.get(f"{base}/").status_code == 200


@pytest.mark.usefixtures("no_redis")
def test_without_redis_calls_are_answered(program: Client, base: str) -> None:
    assert program.get(f"{base}/").status_code == 200
