"""References are entered by those who may, and within what can be."""

from __future__ import annotations

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from webapp.api import references
from webapp.records.models import AccessLog, ApiToken, Reference, Session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]
HEART = {"kind": "heart_rate", "value": 71.5, "t_s": 4.0, "device": "oximeter"}


def send(client: Client, base: str, session: Session, *values: dict[str, Any]) -> Any:
    path = f"{base}/sessions/{session.pk}/references/"
    return client.post(path, {"values": list(values)}, content_type="application/json")


def test_they_are_kept_as_entered_by_staff(program: Client, base: str, session: Session) -> None:
    answer = send(program, base, session, HEART, {"kind": "respiratory_rate", "value": 14})
    assert answer.status_code == 201 and [row["entered_by"] for row in answer.json()] == ["staff", "staff"]
    heart, breath = Reference.objects.order_by("kind")
    assert (heart.value_bpm, heart.t_s, heart.device, heart.by_staff) == (71.5, 4.0, "oximeter", True)
    assert (breath.t_s, breath.entered_by) == (None, None)


def test_they_can_be_read_back(program: Client, base: str, session: Session) -> None:
    sent = send(program, base, session, HEART).json()
    assert program.get(f"{base}/sessions/{session.pk}/references/").json() == sent


def test_entering_is_written_down(program: Client, base: str, session: Session, token: ApiToken) -> None:
    send(program, base, session, HEART)
    row = AccessLog.objects.get()
    assert (row.action, row.target) == ("change", f"session:{session.pk}")
    assert row.detail == f"key {token.prefix}… api, 1 references"


def test_a_reviewer_enters_them_by_name(client: Client, reviewer: User, base: str, session: Session) -> None:
    client.force_login(reviewer)
    assert send(client, base, session, HEART).status_code == 201
    assert Reference.objects.get().entered_by == reviewer


def test_who_only_reads_does_not(client: Client, reader: User, base: str, session: Session) -> None:
    client.force_login(reader)
    assert send(client, base, session, HEART).status_code == 403


@pytest.mark.parametrize(
    ("wrong", "place"),
    [
        ({"value": 5}, "body.values.1.value"),
        ({"value": 500}, "body.values.1.value"),
        ({"kind": "respiratory_rate", "value": 150}, "body.values.1.value"),
        ({"t_s": 1e9}, "body.values.1.t_s"),
        ({"device": "a\nb"}, "body.values.1.device"),
        ({"device": "x" * 101}, "device"),
        ({"kind": "weight"}, "kind"),
    ],
)
def test_with_one_that_cannot_be_right_none_is_kept(
    program: Client, base: str, session: Session, wrong: dict[str, Any], place: str
) -> None:
    answer = send(program, base, session, HEART, {**HEART, **wrong})
    assert answer.status_code == 422 and place in answer.json()["message"]
    assert not Reference.objects.exists()


def test_there_is_an_end_to_them(
    program: Client, base: str, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(references, "MOST_PER_SESSION", 1)
    assert send(program, base, session, HEART).status_code == 201
    assert send(program, base, session, HEART).status_code == 422
