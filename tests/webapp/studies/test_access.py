"""From a request to a study."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_number_that_no_database_takes_is_no_study(client: Client, coordinator: User) -> None:
    client.force_login(coordinator)
    assert client.get(f"/studies/{10**30}/").status_code == 404
