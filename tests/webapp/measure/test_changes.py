"""What the owner adds to a session and takes back: the note, the choices."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client

from tests.webapp.measure.test_sessions import own
from vitals.types import Trace as Samples
from webapp.measure import changes
from webapp.measure.refusal import Refusal
from webapp.records.models import Session, Trace
from webapp.records.models.session import NOTE_LENGTH

pytestmark = pytest.mark.django_db


def patch(client: Client, session: Session, body: Any) -> Any:
    return client.patch(f"/sessions/{session.pk}/", json.dumps(body), content_type="application/json")


def test_a_note_is_kept_and_shown_in_the_list_too(visitor: Client) -> None:
    session = own(visitor)
    assert patch(visitor, session, {"note": "after running"}).json()["note"] == "after running"
    assert visitor.get("/sessions/").json()["sessions"][0]["note"] == "after running"


def test_what_is_not_named_stays(visitor: Client) -> None:
    session = own(visitor, note="as it was")
    assert patch(visitor, session, {}).json()["note"] == "as it was"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  a\nb\x00\x07 ", "a\nb"),
        ("<b>=1+1</b>", "<b>=1+1</b>"),
        ("👩\u200d👧 می\u200cخواهم", "👩\u200d👧 می\u200cخواهم"),
        ("", ""),
    ],
)
def test_a_note_is_plain_text(visitor: Client, typed: str, kept: str) -> None:
    assert patch(visitor, own(visitor), {"note": typed}).json()["note"] == kept


def test_a_note_of_the_full_length_fits(visitor: Client) -> None:
    assert patch(visitor, own(visitor), {"note": "ü" * NOTE_LENGTH}).status_code == 200


def test_a_note_that_is_too_long_is_refused_and_changes_nothing(visitor: Client) -> None:
    session = own(visitor, note="as it was")
    answer = patch(visitor, session, {"note": "x" * (NOTE_LENGTH + 1)})
    assert answer.status_code == 422 and "at most 500" in answer.json()["message"]
    assert Session.objects.get().note == "as it was"


@pytest.mark.parametrize(
    "body", [{"note": 1}, {"hr_bpm": 60}, {"research": True}, {"store_signals": True}, []]
)
def test_other_changes_are_refused(visitor: Client, body: Any) -> None:
    answer = patch(visitor, own(visitor), body)
    assert (answer.status_code, answer.json()["error"]) == (400, "bad_request")


def test_storing_signals_can_be_taken_back_and_they_are_gone(visitor: Client) -> None:
    session = own(visitor)
    session.consent.store_signals = True
    session.consent.save()
    Trace.objects.create(session=session, rows=Trace.pack(Samples.of([])))
    shown = patch(visitor, session, {"store_signals": False}).json()
    assert shown["consent"]["store_signals"] is False and shown["consent"]["withdrawn_at"]
    assert not Trace.objects.exists()


def test_research_can_be_taken_back_alone(visitor: Client) -> None:
    session = own(visitor)
    session.consent.store_signals = session.consent.research = True
    session.consent.save()
    shown = patch(visitor, session, {"research": False}).json()["consent"]
    assert (shown["store_signals"], shown["research"]) == (True, False)


def test_for_a_stranger_there_is_nothing_to_change(visitor: Client, stranger: Client) -> None:
    session = own(visitor)
    assert patch(stranger, session, {"note": "mine"}).status_code == 404
    assert Session.objects.get().note == ""


def test_the_csrf_token_is_needed(visitor: Client) -> None:
    session = own(visitor)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = visitor.cookies
    assert patch(strict, session, {"note": "x"}).status_code == 403


def test_what_was_never_given_is_not_taken_back(visitor: Client) -> None:
    shown = patch(visitor, own(visitor), {"store_signals": False, "research": False}).json()
    assert shown["consent"]["withdrawn_at"] is None


def test_a_choice_is_taken_back_once(visitor: Client) -> None:
    session = own(visitor)
    session.consent.research = True
    session.consent.save()
    first, second = (patch(visitor, session, {"research": False}).json()["consent"] for _ in range(2))
    assert first["withdrawn_at"] == second["withdrawn_at"]


def test_a_measurement_that_was_deleted_meanwhile_is_not_found(visitor: Client) -> None:
    session = own(visitor)
    Session.objects.filter(pk=session.pk).delete()
    with pytest.raises(Refusal, match="no such measurement"):
        changes.apply(session, changes.Change(note="too late"))
