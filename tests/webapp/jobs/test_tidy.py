"""SQLite knows how large its tables are."""

from __future__ import annotations

import pytest
from django.db import connection

from tests.webapp.conftest import make_session
from webapp.jobs.tasks import tidy

pytestmark = pytest.mark.django_db


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL counts by itself")
def test_sqlite_counts_its_rows_when_it_is_told_to() -> None:
    make_session()
    tidy()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sqlite_stat1 WHERE tbl = 'records_session'")
        assert cursor.fetchone()[0] > 0


def test_it_does_no_harm_on_any_database() -> None:
    session = make_session()
    tidy()
    session.refresh_from_db()
