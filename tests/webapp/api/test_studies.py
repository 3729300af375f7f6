"""Studies and their people."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from webapp.records.models import Participant, Study

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]


def test_a_member_sees_the_own_studies_with_the_role(client: Client, reader: User, study: Study) -> None:
    Study.objects.create(name="Sport")
    client.force_login(reader)
    assert [(row["name"], row["role"]) for row in client.get("/api/studies/").json()] == [("Sleep", "reader")]


def test_a_study_tells_its_protocol(program: Client, base: str) -> None:
    found = program.get(f"{base}/").json()
    assert (found["duration_s"], found["repeats"], found["role"]) == (30, 1, "coordinator")


def test_a_stranger_does_not_find_it(client: Client, other_coordinator: User, base: str) -> None:
    client.force_login(other_coordinator)
    assert client.get(f"{base}/").status_code == 404


def test_participants_come_in_pages(program: Client, study: Study, base: str) -> None:
    for number in range(5):
        Participant.objects.create(study=study, pseudonym=f"P-{number}")
    first = program.get(f"{base}/participants/?limit=3").json()
    last = program.get(f"{base}/participants/?limit=3&offset={first['next_offset']}").json()
    assert [row["pseudonym"] for row in first["items"] + last["items"]] == [f"P-{n}" for n in range(5)]
    assert last["next_offset"] is None


def test_a_participant_has_no_account_in_it(program: Client, patient: User, study: Study, base: str) -> None:
    Participant.objects.create(study=study, pseudonym="P-1", user=patient)
    (row,) = program.get(f"{base}/participants/").json()["items"]
    assert row.keys() == {"id", "pseudonym", "group", "skin_tone", "enrolled_at", "joined_at", "withdrawn_at"}
