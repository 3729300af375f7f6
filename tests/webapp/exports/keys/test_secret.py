"""A key opens one study, for a time, for as long as its maker may."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from webapp.exports.keys import secret
from webapp.records.models import ApiToken, Membership, Study

pytestmark = pytest.mark.django_db


@pytest.fixture
def key(study: Study, coordinator: User) -> str:
    return secret.make(study, coordinator, "a script", timezone.now() + timedelta(days=1))[1]


def test_it_opens_its_study(key: str, study: Study) -> None:
    found = secret.holder(key)
    assert found is not None and found.study == study


def test_only_its_hash_is_kept(key: str) -> None:
    row = ApiToken.objects.get()
    assert row.prefix == key[:12] and len(key) > 40
    assert key not in [str(getattr(row, field.name)) for field in ApiToken._meta.fields]


def test_no_two_are_alike(key: str, study: Study, coordinator: User) -> None:
    assert secret.make(study, coordinator, "another", timezone.now())[1] != key


@pytest.mark.parametrize("wrong", ["", "fnv_", "x" * 47])
def test_another_key_opens_nothing(key: str, wrong: str) -> None:
    assert secret.holder(wrong) is None


@pytest.mark.parametrize("change", [{"revoked_at": timezone.now()}, {"expires_at": timezone.now()}])
def test_one_that_is_revoked_or_over_opens_nothing(key: str, change: dict[str, object]) -> None:
    ApiToken.objects.update(**change)
    assert secret.holder(key) is None


def test_it_reaches_no_further_than_its_maker(key: str, coordinator: User) -> None:
    Membership.objects.update(role="reviewer")
    assert secret.holder(key) is None


def test_a_coordinator_of_another_study_does_not_help(key: str, coordinator: User) -> None:
    Membership.objects.update(study=Study.objects.create(name="Sport"))
    assert secret.holder(key) is None


def test_a_maker_whose_account_is_closed_or_gone_does_not_help(key: str, coordinator: User) -> None:
    User.objects.update(is_active=False)
    assert secret.holder(key) is None
    coordinator.delete()
    assert secret.holder(key) is None


def test_its_last_use_is_written_once_a_minute(key: str) -> None:
    secret.used(ApiToken.objects.get())
    first = ApiToken.objects.get().last_used_at
    secret.used(ApiToken.objects.get())
    assert first is not None and ApiToken.objects.get().last_used_at == first
    ApiToken.objects.update(last_used_at=first - timedelta(minutes=2))
    secret.used(ApiToken.objects.get())
    assert ApiToken.objects.get().last_used_at >= first
