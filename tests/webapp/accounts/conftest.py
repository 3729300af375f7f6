"""People with an account."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from tests.webapp.conftest import make_session
from webapp.records.access import COOKIE, visitor_of_cookie
from webapp.records.models import Session

PASSWORD = "correct horse battery"


@pytest.fixture(autouse=True)
def quick_passwords(settings: Settings) -> None:
    """The real hash takes half a second by intention."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def ada(db: None) -> User:
    return User.objects.create_user("ada", "ada@example.org", PASSWORD)


@pytest.fixture
def at_home(visitor: Client, ada: User) -> Client:
    """Ada's browser, logged in."""
    visitor.force_login(ada, backend="django.contrib.auth.backends.ModelBackend")
    return visitor


def anonymous(client: Client, **fields: object) -> Session:
    """A session that was made in this browser without an account."""
    return make_session(visitor=visitor_of_cookie(client.cookies[COOKIE].value), **fields)
