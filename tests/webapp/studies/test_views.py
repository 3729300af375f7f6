"""The list of studies, and making one."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.webapp.conftest import make_session
from webapp.records.models import AccessLog, Membership, Participant, Study

pytestmark = pytest.mark.django_db


def test_without_a_login_one_is_asked_for_it(client: Client) -> None:
    answer = client.get("/studies/")
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")


def test_a_coordinator_sees_the_own_studies_only(desk: Client, outsider: Client) -> None:
    assert "Sleep" in desk.get("/studies/").content.decode()
    assert "Sleep" not in outsider.get("/studies/").content.decode()


def test_a_study_is_listed_with_its_numbers(desk: Client, study: Study, participant: Participant) -> None:
    for _ in range(3):
        make_session(study=study, participant=participant)
    (row,) = desk.get("/studies/").context["studies"]
    assert (row.role, row.enrolled, row.joined, row.withdrawn, row.measured) == ("coordinator", 1, 0, 0, 3)


def test_many_studies_take_as_many_queries_as_one(
    desk: Client, coordinator: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        made = Study.objects.create(name=f"S{number}")
        Membership.objects.create(study=made, user=coordinator)
    with django_assert_num_queries(5):  # login, user, two of permissions, studies
        desk.get("/studies/")


def test_whoever_makes_a_study_coordinates_it(client: Client) -> None:
    staff = User.objects.create_user("staff", is_staff=True)
    client.force_login(staff)
    answer = client.post("/studies/new/", {"name": "Stairs", "description": "Up and down."})
    made = Study.objects.get(name="Stairs")
    assert answer["Location"] == f"/studies/{made.pk}/settings/"
    assert Membership.objects.get(study=made).role == "coordinator"
    assert AccessLog.objects.filter(action="change", study=made, user=staff).exists()


def test_the_permission_to_make_studies_is_enough(client: Client, patient: User) -> None:
    patient.user_permissions.add(Permission.objects.get(codename="add_study"))
    client.force_login(patient)
    assert client.get("/studies/new/").status_code == 200


def test_others_make_no_studies(desk: Client) -> None:
    assert desk.get("/studies/new/").status_code == 403
    assert desk.post("/studies/new/", {"name": "Stairs"}).status_code == 403
    assert "/studies/new/" not in desk.get("/studies/").content.decode()


def test_a_name_is_given_once(client: Client, study: Study) -> None:
    client.force_login(User.objects.create_user("staff", is_staff=True))
    assert client.post("/studies/new/", {"name": study.name}).status_code == 422
    assert Study.objects.count() == 1
