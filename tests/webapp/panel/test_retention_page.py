"""The page of retention shows what would go, and lets it go."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from tests.webapp.conftest import make_session
from webapp.records.models import AccessLog, Job, Policy, Session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]
PATH = "/admin/installation/retention/"


def old_session(user: User) -> Session:
    session = make_session(user=user)
    Session.objects.update(started_at=timezone.now() - timedelta(days=31))
    return session


def test_what_would_go_is_named_and_nothing_goes(administrator: Client, patient: User) -> None:
    Policy(retention_days=30).save()
    session = old_session(patient)
    page = administrator.get(PATH).content.decode()
    assert f"session:{session.pk}" in page and "Delete 1 thing now" in page
    assert Session.objects.exists()


def test_where_nothing_is_too_old_there_is_no_button(administrator: Client, patient: User) -> None:
    old_session(patient)
    page = administrator.get(PATH).content.decode()
    assert "Nothing is too old" in page and "Delete " not in page.split("main")[-1]


def test_the_button_starts_a_job_with_a_line_in_the_log(administrator: Client, root: User) -> None:
    administrator.post(f"{PATH}run/")
    job = Job.objects.get()
    assert (job.kind, job.created_by) == ("retention", root)
    assert AccessLog.objects.filter(target=f"job:{job.pk}", action="delete", user=root).exists()
    page = administrator.post(f"{PATH}run/", follow=True).content.decode()
    assert "under way already" in page and Job.objects.count() == 1
