"""The access log is only added to: by Python and by the database itself."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction

from webapp.records.models import AccessLog, Study
from webapp.records.models.audit import Untouchable

pytestmark = pytest.mark.django_db


@pytest.fixture
def row(patient: User) -> AccessLog:
    return AccessLog.objects.create(user=patient, action="view", target="study:1")


def test_a_row_cannot_be_saved_again(row: AccessLog) -> None:
    row.target = "study:2"
    with pytest.raises(Untouchable):
        row.save()


def test_a_row_cannot_be_deleted(row: AccessLog) -> None:
    with pytest.raises(Untouchable):
        row.delete()


def test_rows_cannot_be_updated_or_deleted_together(row: AccessLog) -> None:
    with pytest.raises(Untouchable):
        AccessLog.objects.filter(pk=row.pk).update(target="study:2")
    with pytest.raises(Untouchable):
        AccessLog.objects.all().delete()


@pytest.mark.parametrize(
    "statement",
    ["UPDATE records_accesslog SET target = 'x'", "DELETE FROM records_accesslog"],
)
def test_the_database_refuses_it_too(row: AccessLog, statement: str) -> None:
    with pytest.raises(DatabaseError, match="only added to"), transaction.atomic():
        connection.cursor().execute(statement)


def test_the_name_goes_with_the_account_and_the_row_stays(row: AccessLog, patient: User) -> None:
    patient.delete()
    kept = AccessLog.objects.get(pk=row.pk)
    assert (kept.user_id, kept.target) == (None, "study:1")


def test_the_row_outlives_its_study(study: Study) -> None:
    AccessLog.objects.create(action="delete", target="study:1", study=study)
    number = study.pk
    study.delete()
    assert AccessLog.objects.get().study_id == number
