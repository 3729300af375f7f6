"""Who gets a file, under which name, and what is written down about it."""

from __future__ import annotations

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from webapp.records.downloads import FORMATS
from webapp.records.models import AccessLog, Session

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", FORMATS)
def test_the_owner_gets_every_form(visitor: Client, stored: Session, name: str) -> None:
    answer = visitor.get(f"/sessions/{stored.pk}/download/{name}")
    assert (answer.status_code, answer["Content-Type"]) == (200, FORMATS[name].media_type)


@pytest.mark.parametrize("name", FORMATS)
def test_for_a_stranger_there_is_no_file(stranger: Client, stored: Session, name: str) -> None:
    answer = stranger.get(f"/sessions/{stored.pk}/download/{name}")
    assert answer.status_code == 404
    assert not AccessLog.objects.exists()


def test_an_account_gets_what_it_owns_on_any_browser(
    stranger: Client, stored: Session, patient: User
) -> None:
    Session.objects.update(user=patient)
    stranger.force_login(patient)
    assert stranger.get(f"/sessions/{stored.pk}/download/json").status_code == 200


def test_a_member_of_its_study_is_not_its_owner(stranger: Client, stored: Session, coordinator: User) -> None:
    Session.objects.update(study=coordinator.studies.get())
    stranger.force_login(coordinator)
    assert stranger.get(f"/sessions/{stored.pk}/download/json").status_code == 404


@pytest.mark.parametrize("name", ["xml", "CSV", "signals"])
def test_a_form_that_there_is_none_of_is_not_found(visitor: Client, session: Session, name: str) -> None:
    assert visitor.get(f"/sessions/{session.pk}/download/{name}").status_code == 404


def test_the_files_name_says_nothing_about_the_person(client: Client, stored: Session, patient: User) -> None:
    Session.objects.update(user=patient)
    client.force_login(patient)
    name = client.get(f"/sessions/{stored.pk}/download/pdf")["Content-Disposition"]
    day = stored.started_at.date().isoformat()
    assert re.fullmatch(rf'attachment; filename="fasenet-vitals-{day}-[0-9a-f]{{8}}\.pdf"', name)


def test_each_download_is_written_down(client: Client, stored: Session, patient: User) -> None:
    Session.objects.update(user=patient)
    client.force_login(patient)
    client.get(f"/sessions/{stored.pk}/download/csv")
    row = AccessLog.objects.get()
    assert (row.user, row.action, row.target) == (patient, "export", f"session:{stored.pk}")


def test_the_download_of_a_visitor_is_written_down_without_a_name(visitor: Client, stored: Session) -> None:
    visitor.get(f"/sessions/{stored.pk}/download/csv")
    assert AccessLog.objects.get().user is None


def test_a_file_is_not_kept_by_the_browser(visitor: Client, stored: Session) -> None:
    assert "no-store" in visitor.get(f"/sessions/{stored.pk}/download/pdf")["Cache-Control"]


def test_the_session_names_the_files_that_there_are(visitor: Client, session: Session) -> None:
    shown = visitor.get(f"/sessions/{session.pk}/").json()["downloads"]
    assert shown == {
        name: f"/sessions/{session.pk}/download/{name}" for name in ("csv", "json", "fhir", "pdf")
    }
