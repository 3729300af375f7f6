"""Members of a study and their roles."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from webapp.records.models import AccessLog, Membership, Study

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(study: Study) -> str:
    return f"/studies/{study.pk}/settings/members/"


@pytest.fixture
def second(study: Study, patient: User) -> Membership:
    return Membership.objects.create(study=study, user=patient, role="reviewer")


def change(desk: Client, member: Membership, role: str, was: str | None = None) -> int:
    address = f"/studies/{member.study_id}/settings/members/{member.pk}/"
    return desk.post(address, {"role": role, "was": was or member.role}).status_code


def test_a_member_is_added_by_user_name(desk: Client, study: Study, patient: User, page: str) -> None:
    assert desk.post(page, {"username": " patient ", "role": "reviewer"}).status_code == 302
    assert Membership.objects.get(user=patient).role == "reviewer"
    assert AccessLog.objects.filter(action="change", study=study).count() == 1


@pytest.mark.parametrize("name", ["nobody", "", "coordinator", "PATIENT", "x" * 200])
def test_a_name_that_cannot_be_added_is_refused(desk: Client, patient: User, page: str, name: str) -> None:
    assert desk.post(page, {"username": name, "role": "reader"}).status_code == 422
    assert Membership.objects.count() == 1


def test_a_role_is_changed(desk: Client, second: Membership) -> None:
    change(desk, second, "reader")
    second.refresh_from_db()
    assert second.role == "reader"


def test_a_member_is_removed(desk: Client, second: Membership) -> None:
    change(desk, second, "remove")
    assert not Membership.objects.filter(pk=second.pk).exists()


@pytest.mark.parametrize("role", ["remove", "reader"])
def test_the_last_coordinator_stays(desk: Client, study: Study, page: str, role: str) -> None:
    member = study.memberships.get()
    change(desk, member, role)
    member.refresh_from_db()
    assert member.role == "coordinator"
    assert "needs a coordinator" in desk.get(page).content.decode()


def test_one_of_two_coordinators_may_go(desk: Client, study: Study, second: Membership) -> None:
    Membership.objects.filter(pk=second.pk).update(role="coordinator")
    first = study.memberships.exclude(pk=second.pk).get()
    change(desk, first, "remove")
    assert study.memberships.get() == second
    assert desk.get(f"/studies/{study.pk}/").status_code == 404


def test_a_role_that_somebody_else_changed_meanwhile_is_not_changed(
    desk: Client, second: Membership, page: str
) -> None:
    change(desk, second, "coordinator", was="reader")
    second.refresh_from_db()
    assert second.role == "reviewer"
    assert "Somebody else has changed this role" in desk.get(page).content.decode()


def test_a_role_that_is_none_does_not_exist(desk: Client, second: Membership) -> None:
    assert change(desk, second, "owner") == 404


def test_a_reviewer_changes_nothing(client: Client, patient: User, second: Membership, page: str) -> None:
    client.force_login(patient)
    assert change(client, second, "coordinator") == 403
    assert client.post(page, {"username": "other", "role": "reader"}).status_code == 403


def test_members_of_another_study_are_out_of_reach(
    desk: Client, study: Study, other_coordinator: User
) -> None:
    foreign = Membership.objects.get(user=other_coordinator)
    desk.post(f"/studies/{study.pk}/settings/members/{foreign.pk}/", {"role": "remove", "was": foreign.role})
    assert Membership.objects.filter(pk=foreign.pk).exists()
