"""The admin panel: open to staff, and what was measured cannot be edited there."""

from __future__ import annotations

import pytest
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from tests.webapp.conftest import make_session
from webapp.records.models import AccessLog, Session

pytestmark = pytest.mark.django_db

OURS = [model for model in admin.site._registry if model._meta.app_label == "records"]


@pytest.fixture
def staff(client: Client) -> Client:
    client.force_login(User.objects.create_superuser("admin"))
    return client


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_list_can_be_opened_by_staff_only(model: type, staff: Client, stranger: Client) -> None:
    path = reverse(f"admin:records_{model._meta.model_name}_changelist")  # type: ignore[attr-defined]
    assert staff.get(path).status_code == 200
    assert stranger.get(path).status_code == 302


def test_an_account_that_is_no_staff_is_kept_out(client: Client, coordinator: User) -> None:
    client.force_login(coordinator)
    assert client.get("/admin/").status_code == 302


def test_a_session_is_shown_but_not_edited(staff: Client) -> None:
    session = make_session(hr_bpm=61.0, hr_withheld=None)
    path = reverse("admin:records_session_change", args=[session.pk])
    page = staff.get(path)
    assert page.status_code == 200 and 'name="hr_bpm"' not in page.content.decode()
    assert staff.post(path, {"hr_bpm": 99}).status_code == 403
    assert Session.objects.get().hr_bpm == 61.0


def test_a_persons_note_is_not_shown(staff: Client) -> None:
    session = make_session(note="after the quarrel")
    page = staff.get(reverse("admin:records_session_change", args=[session.pk])).content.decode()
    assert "quarrel" not in page


def test_no_session_is_made_by_hand(staff: Client) -> None:
    assert staff.get(reverse("admin:records_session_add")).status_code == 403


@pytest.mark.parametrize("action", ["change", "delete"])
def test_the_access_log_cannot_be_changed(staff: Client, action: str) -> None:
    row = AccessLog.objects.create(action="view", target="study:1")
    answer = staff.post(
        reverse(f"admin:records_accesslog_{action}", args=[row.pk]), {"post": "yes", "target": "x"}
    )
    assert answer.status_code == 403
    assert AccessLog.objects.get().target == "study:1"
