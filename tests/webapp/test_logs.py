"""The log names errors of ours and nobody's session."""

from __future__ import annotations

import uuid

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("workers")]


def test_a_strangers_404_leaves_no_session_id_in_the_log(
    visitor: Client, capsys: pytest.CaptureFixture[str], caplog: pytest.LogCaptureFixture
) -> None:
    pk = uuid.uuid4()
    assert visitor.get(f"/sessions/{pk}/").status_code == 404
    assert str(pk) not in caplog.text + capsys.readouterr().err


def test_an_error_of_ours_is_in_the_log(
    visitor: Client, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr("webapp.measure.views.viewer_of", fail)
    visitor.raise_request_exception = False
    assert visitor.get("/sessions/").status_code == 500
    assert "broken" in caplog.text
