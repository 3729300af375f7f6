"""The example works with the API as it is."""

from __future__ import annotations

import importlib.util
import io
import json
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from email.message import Message
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.test import Client

from tests.webapp.exports.conftest import sessions
from webapp.records.models import Session, Study

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]
EXAMPLE = Path(__file__).parents[3] / "examples" / "pull_study.py"


@pytest.fixture(scope="module")
def example() -> ModuleType:
    spec = importlib.util.spec_from_file_location("pull_study", EXAMPLE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def get(program: Client) -> Any:
    """As `client` of the example, without a network."""
    return lambda path: program.get(f"/api/{path}").json()


def test_every_session_comes_once(
    example: ModuleType, get: Any, study: Study, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(example, "LIMIT", 3)
    made = sessions(study, 10)
    found = [row["id"] for row in example.sessions(get, study.pk)]
    assert len(found) == 10 and set(found) == {str(row.pk) for row in made}


def test_filters_go_along(example: ModuleType, get: Any, study: Study, full: Session) -> None:
    sessions(study, 2)
    found = list(example.sessions(get, study.pk, hr_min="70", result="live"))
    assert [row["id"] for row in found] == [str(full.pk)]


def test_a_row_says_what_was_measured(example: ModuleType, get: Any, full: Session) -> None:
    (session,) = example.sessions(get, full.study_id, result="latest")
    row = example.session_row(session)
    assert (row["participant"], row["method"], row["heart_rate_per_min"]) == ("P-07", "pos", 66.0)
    assert row["respiratory_rate_withheld"] == "not_measured"


@pytest.mark.parametrize(("estimates", "count"), [(False, 1), (True, 13)])
def test_a_line_is_a_session_or_a_second(
    example: ModuleType, get: Any, full: Session, estimates: bool, count: int
) -> None:
    rows = list(example.rows(get, full.study_id, "live", estimates))
    assert len(rows) == count and {row["id"] for row in rows} == {str(full.pk)}
    assert len({tuple(row) for row in rows}) == 1


def test_it_sends_the_key_and_waits_when_told_to(
    example: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[urllib.request.Request] = []
    answers = _answers()

    def urlopen(request: urllib.request.Request, timeout: float) -> io.BytesIO:
        asked.append(request)
        found = next(answers)
        if isinstance(found, Exception):
            raise found
        return found

    slept: list[int] = []
    monkeypatch.setattr(example.urllib.request, "urlopen", urlopen)
    monkeypatch.setattr(example.time, "sleep", slept.append)
    assert example.client("https://server/", "fnv_x")("studies/") == [1]
    assert slept == [7] and len(asked) == 2
    assert asked[0].full_url == "https://server/api/studies/"
    assert asked[0].get_header("Authorization") == "Bearer fnv_x"


def _answers() -> Iterator[Any]:
    headers = Message()
    headers["Retry-After"] = "7"
    yield urllib.error.HTTPError("u", 429, "too many", headers, io.BytesIO())
    yield io.BytesIO(json.dumps([1]).encode())
