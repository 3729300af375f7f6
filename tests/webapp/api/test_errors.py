"""One shape for every error, and bad input that ends in one."""

from __future__ import annotations

import base64
import uuid

import pytest
from django.contrib.auth.models import User
from django.test import Client

from webapp.records.models import Session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]
HUGE = 10**30
YEAR_0 = base64.urlsafe_b64encode(f"0001-01-01T00:00:00+14:00 {uuid.uuid4().hex}".encode()).decode()


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/sessions/?limit=0", 422),
        ("/sessions/?limit=100000", 422),
        ("/sessions/?after=x", 422),
        ("/sessions/?after=%00", 422),
        (f"/sessions/?after={YEAR_0}", 422),
        ("/sessions/?result=nothing", 422),
        ("/sessions/?since=yesterday", 422),
        ("/sessions/?hr_min=nan", 422),
        ("/sessions/?hr_min=100&hr_max=50", 422),
        ("/sessions/?hr_withheld=bad_weather", 422),
        ("/sessions/?q=%00", 422),
        (f"/participants/?offset={HUGE}", 422),
        ("/participants/?offset=-1", 422),
        ("/sessions/not-an-id/", 404),
        (f"/sessions/{uuid.uuid4()}/", 404),
        (f"/sessions/{uuid.uuid4()}/signals/", 404),
        ("/jobs/x/", 404),
        (f"/jobs/{uuid.uuid4()}/", 404),
        ("/exports/exe/", 404),
        ("/exports/csv/?result=nothing", 422),
        ("/nothing/", 404),
    ],
)
def test_what_cannot_be_answered_says_so(program: Client, base: str, path: str, status: int) -> None:
    answer = program.get(f"{base}{path}")
    assert answer.status_code == status
    assert answer.json().keys() == {"error", "message"} and answer.json()["message"]


@pytest.mark.parametrize(
    "path", [f"/api/studies/{HUGE}/", "/api/studies/0/", "/api/nothing", "/api/sessions/x/"]
)
def test_what_is_nowhere_is_404(client: Client, coordinator: User, path: str) -> None:
    client.force_login(coordinator)
    answer = client.get(path)
    assert answer.status_code == 404 and answer.json()["error"] == "not_found"


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", '{"values": []}', '{"values": [{"kind": "weight"}]}'])
def test_a_body_that_is_none_is_told(program: Client, base: str, session: Session, body: str) -> None:
    path = f"{base}/sessions/{session.pk}/references/"
    answer = program.post(path, body, content_type="application/json")
    assert answer.status_code in (400, 422) and answer.json().keys() == {"error", "message"}


def test_a_fault_names_its_place_and_not_the_value(program: Client, base: str) -> None:
    message = program.get(f"{base}/sessions/?limit=secret").json()["message"]
    assert message.startswith("query.limit: ") and "secret" not in message


def test_a_role_that_does_not_reach_is_told(client: Client, reader: User, base: str) -> None:
    client.force_login(reader)
    answer = client.get(f"{base}/exports/csv/")
    assert answer.status_code == 403 and "takes a Coordinator" in answer.json()["message"]
