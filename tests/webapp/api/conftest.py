"""A program with a key, and what it calls."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from tests.webapp.exports.conftest import (  # noqa: F401 - the same study
    full,
    person,
    reader,
    reviewer,
    session,
)
from webapp.exports.keys import secret
from webapp.records.models import ApiToken, Study

Call = Callable[..., Any]


@pytest.fixture
def key(study: Study, coordinator: User) -> str:
    return secret.make(study, coordinator, "a script", timezone.now() + timedelta(days=1))[1]


@pytest.fixture
def token(key: str) -> ApiToken:
    found = secret.holder(key)
    assert found is not None
    return found


@pytest.fixture
def program(key: str) -> Client:
    """Calls with the key, and with no cookie."""
    return Client(headers={"authorization": f"Bearer {key}"})


@pytest.fixture
def base(study: Study) -> str:
    return f"/api/studies/{study.pk}"
