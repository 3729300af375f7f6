"""What hangs on a session."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from webapp.records.models import Session, Study

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]


@pytest.fixture
def of(program: Client, base: str, full: Session) -> Any:
    return lambda path, **query: program.get(f"{base}/sessions/{full.pk}/{path}/", query).json()


def test_estimates_are_those_of_the_result(of: Any) -> None:
    live, again = of("estimates"), of("estimates", result="latest")
    assert (live["result"]["name"], again["result"]["name"]) == ("live", "1")
    assert [row["t_s"] for row in live["estimates"]][:2] == [8.0, 9.0]
    assert [row["t_s"] for row in again["estimates"]][:2] == [8.5, 9.5]
    assert live["estimates"][0]["heart_rate"]["interval"] is None


def test_signals_have_a_name_for_each_number(of: Any) -> None:
    found = of("signals")
    assert {len(row) for row in found["rows"]} == {len(found["columns"])}
    assert found["rows"][0][0] == 0.0 and len(found["rows"]) == 600


def test_signals_can_be_had_of_a_span(of: Any) -> None:
    times = [row[0] for row in of("signals", start_s=2, end_s=3)["rows"]]
    assert (min(times), max(times)) == (2.0, 3.0)


def test_without_stored_signals_there_are_none(program: Client, base: str, session: Session) -> None:
    assert program.get(f"{base}/sessions/{session.pk}/signals/").status_code == 404


def test_analyses_are_listed_without_their_series(of: Any) -> None:
    (found,) = of("analyses")
    assert (found["number"], found["method"], found["job"]) == (1, "pos", None)


def test_annotations_are_nobodys(of: Any) -> None:
    (found,) = of("annotations")
    assert found["text"] == "=moved" and "author" not in found


def test_a_reader_who_has_yet_to_read_is_not_led(
    client: Client, reviewer: User, study: Study, base: str, full: Session
) -> None:
    Study.objects.update(readers=2)
    client.force_login(reviewer)
    for path in ("annotations", "references"):
        assert client.get(f"{base}/sessions/{full.pk}/{path}/").json() == []
