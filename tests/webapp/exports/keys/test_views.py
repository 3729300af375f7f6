"""Coordinators make keys and take them back."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from webapp.exports.keys import secret, views
from webapp.records.models import AccessLog, ApiToken, Study

pytestmark = pytest.mark.django_db
KEY = re.compile(r'value="(fnv_[^"]+)"')


@pytest.fixture
def logged_in(client: Client, coordinator: User) -> Client:
    client.force_login(coordinator)
    return client


def make(client: Client, study: Study, **form: object) -> str:
    body = {"name": "a script", "days": 30, **form}
    return client.post(f"/studies/{study.pk}/exports/keys/", body).content.decode()


def test_a_new_key_is_shown_once(logged_in: Client, study: Study) -> None:
    key = KEY.search(make(logged_in, study))
    assert key is not None and secret.holder(key[1]) == ApiToken.objects.get()
    later = logged_in.get(f"/studies/{study.pk}/exports/keys/")
    assert key[1] not in later.content.decode() and key[1][:12] in later.content.decode()


def test_the_page_with_the_key_is_kept_nowhere(logged_in: Client, study: Study) -> None:
    answer = logged_in.post(f"/studies/{study.pk}/exports/keys/", {"name": "a script", "days": 7})
    assert "no-store" in answer["Cache-Control"]


def test_it_opens_as_long_as_was_chosen(logged_in: Client, study: Study) -> None:
    make(logged_in, study, days=7)
    left = ApiToken.objects.get().expires_at - timezone.now()
    assert timedelta(days=6) < left <= timedelta(days=7)


@pytest.mark.parametrize("form", [{"name": ""}, {"days": 10_000}, {"days": "x"}, {"name": "x" * 101}])
def test_what_does_not_fit_makes_no_key(logged_in: Client, study: Study, form: dict[str, object]) -> None:
    assert "problem" in make(logged_in, study, **form)
    assert not ApiToken.objects.exists()


def test_there_is_an_end_to_keys(logged_in: Client, study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(views, "MOST_OPEN", 1)
    make(logged_in, study)
    assert "revoke one first" in make(logged_in, study)
    assert ApiToken.objects.count() == 1


def test_a_key_that_is_revoked_opens_nothing(logged_in: Client, study: Study) -> None:
    key = KEY.search(make(logged_in, study))
    assert key is not None
    row = ApiToken.objects.get()
    logged_in.post(f"/studies/{study.pk}/exports/keys/{row.pk}/revoke/")
    assert secret.holder(key[1]) is None


def test_making_and_revoking_is_written_down(logged_in: Client, study: Study) -> None:
    make(logged_in, study)
    row = ApiToken.objects.get()
    for _ in range(2):  # the second one changes nothing
        logged_in.post(f"/studies/{study.pk}/exports/keys/{row.pk}/revoke/")
    found = AccessLog.objects.filter(target=f"key:{row.pk}").order_by("id").values_list("action", "detail")
    assert list(found) == [("change", f"made {row.prefix}…"), ("change", f"revoked {row.prefix}…")]


def test_a_key_of_another_study_does_not_exist(
    logged_in: Client, study: Study, other_coordinator: User
) -> None:
    other = secret.make(Study.objects.get(name="Sport"), other_coordinator, "x", timezone.now())[0]
    assert logged_in.post(f"/studies/{study.pk}/exports/keys/{other.pk}/revoke/").status_code == 404


def test_many_keys_take_as_many_queries_as_one(
    logged_in: Client, study: Study, coordinator: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(5):
        secret.make(study, coordinator, str(number), timezone.now() + timedelta(days=1))
    with django_assert_num_queries(4):  # session, user, seat, keys
        logged_in.get(f"/studies/{study.pk}/exports/keys/")


def test_a_key_of_no_use_says_why(logged_in: Client, study: Study, coordinator: User) -> None:
    colleague = User.objects.create_user("colleague")
    secret.make(study, colleague, "left behind", timezone.now() + timedelta(days=1))
    page = logged_in.get(f"/studies/{study.pk}/exports/keys/").content.decode()
    assert "its maker is no coordinator" in page
