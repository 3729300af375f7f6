"""What nobody can use any more is deleted, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session as Login
from django.utils import timezone

from tests.webapp.conftest import make_session
from webapp.records.access import COOKIE_AGE_S
from webapp.records.expire import expire
from webapp.records.models import Session, Study

pytestmark = pytest.mark.django_db
LONG_AGO = timedelta(seconds=COOKIE_AGE_S + 60)


def aged(session: Session, age: timedelta) -> Session:
    Session.objects.filter(pk=session.pk).update(started_at=timezone.now() - age)
    return session


def test_a_measurement_whose_cookie_has_ended_is_deleted() -> None:
    aged(make_session(), LONG_AGO)
    kept = aged(make_session(), timedelta(seconds=COOKIE_AGE_S - 60))
    assert expire() == 1
    assert Session.objects.get() == kept


def test_those_of_an_account_or_a_study_stay(patient: User, study: Study) -> None:
    aged(make_session(user=patient), LONG_AGO)
    aged(make_session(study=study), LONG_AGO)
    assert expire() == 0
    assert Session.objects.count() == 2


def test_wrong_passwords_are_forgotten_when_they_lock_no_more() -> None:
    for age in (settings.AXES_COOLOFF_TIME * 0.9, settings.AXES_COOLOFF_TIME * 1.1):
        row = AccessAttempt.objects.create(username="ada", failures_since_start=1)
        AccessAttempt.objects.filter(pk=row.pk).update(attempt_time=timezone.now() - age)
    expire()
    assert AccessAttempt.objects.count() == 1


def test_logins_that_have_ended_are_forgotten() -> None:
    for name, hours in (("over", -1), ("open", 1)):
        Login.objects.create(session_key=name, expire_date=timezone.now() + timedelta(hours=hours))
    expire()
    assert Login.objects.get().session_key == "open"
