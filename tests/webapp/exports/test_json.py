"""The study as one document."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.webapp.exports.conftest import joined, sessions
from webapp.exports import as_json
from webapp.exports.selection import Selection
from webapp.records.models import Session, Study

pytestmark = pytest.mark.django_db


def document(selection: Selection) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(joined(as_json.write(selection)))
    return found


def test_a_study_without_sessions_is_a_document_too(selection: Selection) -> None:
    assert document(selection) == {
        "format": as_json.FORMAT,
        "study": "Sleep",
        "result": "live",
        "sessions": [],
    }


def test_a_session_has_its_result_its_estimates_and_what_was_added(
    full: Session, selection: Selection
) -> None:
    (session,) = document(selection)["sessions"]
    assert session["id"] == str(full.pk) and session["participant"] == "P-07"
    assert session["result"]["heart_rate"]["value"] == 72.4 and session["result"]["name"] == "live"
    assert len(session["estimates"]) == 13 and session["estimates"][0]["t_s"] == 8.0
    assert [row["source"] for row in session["references"]] == ["typed", "ecg"]
    kinds = ("annotations", "comments", "readings", "answers")
    assert [len(session[kind]) for kind in kinds] == [1, 1, 1, 1]


def test_every_session_is_in_it(study: Study, selection: Selection) -> None:
    made = sessions(study, 60)
    assert {row["id"] for row in document(selection)["sessions"]} == {str(row.pk) for row in made}


def test_nobody_is_named(full: Session, selection: Selection) -> None:
    assert b"coordinator" not in joined(as_json.write(selection))
