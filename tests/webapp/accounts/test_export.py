"""Everything about oneself, and nothing about anybody else."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from tests.webapp.accounts.conftest import anonymous
from tests.webapp.conftest import make_session
from vitals.types import Trace as Samples
from webapp.records.models import AccessLog, Annotation, Membership, Session, Study, Trace

pytestmark = pytest.mark.django_db


def opened(client: Client) -> zipfile.ZipFile:
    answer = client.get("/accounts/export/")
    body = b"".join(answer.streaming_content)  # type: ignore[arg-type]
    archive = zipfile.ZipFile(io.BytesIO(body))
    assert archive.testzip() is None
    return archive


def table(archive: zipfile.ZipFile, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(archive.read(name).decode())))


def measurement(archive: zipfile.ZipFile, session: Session) -> dict[str, Any]:
    folder = f"measurements/{session.started_at:%Y-%m-%d}-{session.pk}"
    found: dict[str, Any] = json.loads(archive.read(f"{folder}/json.json"))
    return found


def test_an_account_gets_itself_and_its_measurements(at_home: Client, ada: User, study: Study) -> None:
    Membership.objects.create(user=ada, study=study, role="reader")
    session = anonymous(at_home, user=ada, note="=1+1")
    Annotation.objects.create(session=session, text="moved")
    archive = opened(at_home)
    account = json.loads(archive.read("account.json"))
    assert (account["username"], account["email"]) == ("ada", "ada@example.org")
    assert account["works_in"] == [{"study": "Sleep", "role": "reader"}]
    assert table(archive, "measurements.csv")[0]["note"] == "'=1+1"
    assert measurement(archive, session)["annotations"][0]["text"] == "moved"


def test_a_visitor_without_an_account_gets_what_the_browser_made(visitor: Client, stranger: Client) -> None:
    mine, theirs = anonymous(visitor), anonymous(stranger)
    archive = opened(visitor)
    assert "account.json" not in archive.namelist()
    assert measurement(archive, mine)["id"] == str(mine.pk)
    assert not any(str(theirs.pk) in name for name in archive.namelist())


def test_stored_signals_are_in_it(visitor: Client) -> None:
    session = anonymous(visitor)
    Trace.objects.create(session=session, rows=Trace.pack(Samples.of([])))
    assert any(name.endswith("-signals.csv") for name in opened(visitor).namelist())


def test_who_looked_is_told_without_names(at_home: Client, ada: User, coordinator: User) -> None:
    session = anonymous(at_home, user=ada)
    AccessLog.objects.create(user=coordinator, action="view", target=f"session:{session.pk}")
    AccessLog.objects.create(user=coordinator, action="view", target="session:of-another")
    body = opened(at_home).read("access-log.csv").decode()
    assert "somebody else" in body and "coordinator" not in body and "of-another" not in body


def test_of_other_people_there_is_nothing(at_home: Client, coordinator: User) -> None:
    theirs = make_session(user=coordinator)
    archive = opened(at_home)
    assert table(archive, "measurements.csv") == []
    assert not any(str(theirs.pk) in name for name in archive.namelist())


def test_it_is_written_down(at_home: Client, ada: User) -> None:
    opened(at_home)
    row = AccessLog.objects.get()
    assert (row.user, row.action, row.target) == (ada, "export", f"everything:{ada.pk}")


def test_what_nobody_with_an_account_did_is_not_somebody_elses(at_home: Client, ada: User) -> None:
    session = anonymous(at_home, user=ada)
    AccessLog.objects.create(user=None, action="export", target=f"session:{session.pk}")
    rows = table(opened(at_home), "access-log.csv")
    assert {row["by"] for row in rows if row["target"].startswith("session:")} == {"without an account"}


def test_a_measurement_that_is_deleted_meanwhile_is_left_out(visitor: Client) -> None:
    anonymous(visitor)
    answer = visitor.get("/accounts/export/")
    parts = iter(answer.streaming_content)  # type: ignore[call-overload]
    body = next(parts) + next(parts)
    Session.objects.all().delete()
    names = zipfile.ZipFile(io.BytesIO(body + b"".join(parts))).namelist()
    assert names == ["README.txt", "measurements.csv"]
