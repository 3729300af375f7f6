"""An administrator, and a member of staff who is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings


@pytest.fixture(autouse=True)
def own_var(settings: Settings, tmp_path: Path) -> Path:
    """No test reads or writes the var folder of a running stack."""
    settings.VAR_DIR = tmp_path
    return tmp_path


@pytest.fixture
def root(db: None) -> User:
    return User.objects.create_superuser("root")


@pytest.fixture
def administrator(root: User) -> Client:
    client = Client()
    client.force_login(root)
    return client


@pytest.fixture
def helper(db: None) -> Client:
    """Staff without the rights of an administrator."""
    client = Client()
    client.force_login(User.objects.create_user("helper", is_staff=True))
    return client
