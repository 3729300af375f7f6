"""A text that was agreed to can be told from every other one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from django.utils.translation import override

from tests.webapp.measure.test_sessions import post
from webapp.measure import consent
from webapp.records.models import Consent, Session

SHA256 = {
    "en": "857131afb72d3da9b425280e8ce7084119bf18fd29b7652a3b5da7a4a700d5e1",
    "de": "802a8881216ccd2dd255a0ba302395f030163fe9ce0a49e68544c0affd68ecc8",
}
"""Of the current version. Another text needs another version: rows in the database point to this one."""


def test_the_text_of_this_version_has_not_changed() -> None:
    assert consent.CURRENT.version == "2026-11-23"
    for language, sha256 in SHA256.items():
        with override(language):
            assert consent.CURRENT.sha256 == sha256, language


@pytest.mark.django_db
@pytest.mark.usefixtures("workers")
class TestMakingASession:
    def test_the_consent_names_the_language_that_it_was_shown_in(
        self, visitor: Client, wish: dict[str, Any]
    ) -> None:
        post(visitor, {**wish, "language": "de"})
        given = Consent.objects.get()
        assert (given.language, given.text_sha256) == ("de", SHA256["de"])

    def test_else_it_is_that_of_the_request(self, visitor: Client, wish: dict[str, Any]) -> None:
        body = json.dumps(wish)
        headers = {"accept-language": "de-AT,de;q=0.9"}
        visitor.post("/sessions/", body, content_type="application/json", headers=headers)
        assert Consent.objects.get().language == "de"

    def test_a_language_that_there_is_no_text_in_is_refused(
        self, visitor: Client, wish: dict[str, Any]
    ) -> None:
        answer = post(visitor, {**wish, "language": "xx"})
        assert answer.status_code == 400 and not Session.objects.exists()

    @pytest.mark.parametrize(
        ("chosen", "kept"),
        [
            ({}, (False, False)),
            ({"research": True}, (False, True)),
            ({"store_signals": True}, (True, False)),
            ({"store_signals": True, "research": True}, (True, True)),
        ],
    )
    def test_each_choice_is_its_own(
        self, visitor: Client, wish: dict[str, Any], chosen: dict[str, bool], kept: tuple[bool, bool]
    ) -> None:
        pk = post(visitor, {**wish, **chosen}).json()["id"]
        shown = visitor.get(f"/sessions/{pk}/").json()["consent"]
        assert (shown["store_signals"], shown["research"]) == kept
        assert (shown["version"], shown["withdrawn_at"]) == (consent.CURRENT.version, None)
