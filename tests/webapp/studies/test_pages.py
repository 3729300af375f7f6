"""The coordinators' pages: own studies, nothing else."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from tests.webapp.conftest import make_session
from webapp.records.models import AccessLog, Participant, Study

pytestmark = pytest.mark.django_db


def test_without_a_login_one_is_asked_for_it(client: Client) -> None:
    answer = client.get("/studies/")
    assert answer.status_code == 302 and answer["Location"].startswith("/accounts/login/")


def test_a_coordinator_sees_the_own_studies_only(
    client: Client, coordinator: User, other_coordinator: User
) -> None:
    client.force_login(coordinator)
    page = client.get("/studies/").content.decode()
    assert "Sleep" in page and "Sport" not in page


def test_the_sessions_of_the_own_study_are_listed(client: Client, coordinator: User, study: Study) -> None:
    participant = Participant.objects.create(study=study, pseudonym="P-07")
    make_session(study=study, participant=participant, hr_bpm=61.4, hr_withheld=None)
    client.force_login(coordinator)
    page = client.get(f"/studies/{study.pk}/").content.decode()
    assert "P-07" in page and "61" in page and "not_measured" in page


def test_another_study_does_not_exist(client: Client, other_coordinator: User, study: Study) -> None:
    client.force_login(other_coordinator)
    assert client.get(f"/studies/{study.pk}/").status_code == 404


def test_looking_at_a_study_is_written_down(client: Client, coordinator: User, study: Study) -> None:
    client.force_login(coordinator)
    client.get(f"/studies/{study.pk}/")
    row = AccessLog.objects.get()
    assert (row.user, row.action, row.target) == (coordinator, "view", f"study:{study.pk}")


def test_many_sessions_take_as_many_queries_as_one(
    client: Client, coordinator: User, study: Study, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        participant = Participant.objects.create(study=study, pseudonym=f"P-{number}")
        make_session(study=study, participant=participant)
    client.force_login(coordinator)
    with django_assert_num_queries(6):  # session, user, study, count, page, access log
        client.get(f"/studies/{study.pk}/")
