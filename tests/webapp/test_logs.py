"""The log names errors of ours and nobody's session."""

from __future__ import annotations

import logging
import uuid

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("workers")]


def shown(caplog: pytest.LogCaptureFixture) -> list[str]:
    """What our own handler lets through of all that was logged."""
    (ours,) = [one for one in logging.getLogger().handlers if type(one) is logging.StreamHandler]
    return [record.getMessage() for record in caplog.records if ours.filter(record)]


def test_a_strangers_404_leaves_no_session_id_in_the_log(
    visitor: Client, caplog: pytest.LogCaptureFixture
) -> None:
    pk = uuid.uuid4()
    assert visitor.get(f"/sessions/{pk}/").status_code == 404
    assert not shown(caplog)


def test_a_wrong_host_name_leaves_no_line(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
    assert caplog.records and not shown(caplog)


def test_an_error_of_ours_is_in_the_log(
    visitor: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("webapp.measure.views.viewer_of", fail)
    visitor.raise_request_exception = False
    assert visitor.get("/sessions/").status_code == 500
    assert "broken" in caplog.text and shown(caplog)
