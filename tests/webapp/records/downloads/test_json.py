"""The JSON file holds everything that is kept of a session."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.webapp.records.downloads.conftest import FPS, SECONDS, fetch
from webapp.records.models import Session

pytestmark = pytest.mark.django_db


def read(client: Client, session: Session) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(fetch(client, session, "json"))
    return found


def test_it_holds_what_was_added(visitor: Client, stored: Session) -> None:
    found = read(visitor, stored)
    assert found["note"] == "after coffee ☕"
    assert [(row["kind"], row["value"], row["t_s"]) for row in found["references"]] == [
        ("heart_rate", 71.0, 5.0)
    ]
    assert found["consent"]["research"] is False


def test_it_holds_estimates_and_signals(visitor: Client, stored: Session) -> None:
    found = read(visitor, stored)
    assert len(found["estimates"]) == SECONDS
    assert len(found["signals"]["rows"]) == round(SECONDS * FPS)
    assert len(found["signals"]["rows"][0]) == len(found["signals"]["columns"])


def test_without_stored_signals_it_says_so(visitor: Client, session: Session) -> None:
    assert read(visitor, session)["signals"] is None


def test_every_column_of_the_session_is_in_it_or_known_to_be_left_out(
    visitor: Client, session: Session
) -> None:
    renamed = {
        "hr_bpm", "hr_quality", "hr_withheld", "rr_bpm", "rr_quality", "rr_withheld", "width_px", "height_px",
        "frames_received", "frames_processed", "frames_dropped",
    }  # fmt: skip
    whose = {"visitor", "user", "study", "participant"}
    kept = {field.name for field in Session._meta.concrete_fields} - renamed - whose
    assert kept <= read(visitor, session).keys()
