"""The log names errors of ours and nobody's session."""

from __future__ import annotations

import logging
import uuid
from smtplib import SMTPRecipientsRefused

import pytest
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client
from pytest_django import Settings

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


@pytest.mark.parametrize(
    ("path", "view", "route"),
    [
        (
            "/sessions/0d9c1d2e-9a3b-4c1f-8a55-0f6f3f1f7a10/",
            "webapp.measure.views.own_session",
            "/sessions/<",
        ),
        (
            "/accounts/password/MQ/abc-secret/",
            "webapp.accounts.password.Choose.get_user",
            "/accounts/password/<",
        ),
    ],
)
def test_an_error_of_ours_names_the_route_and_not_the_path(
    visitor: Client,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    path: str,
    view: str,
    route: str,
) -> None:
    def fail(*args: object) -> None:
        raise RuntimeError("broken")

    monkeypatch.setattr(view, fail)
    visitor.raise_request_exception = False
    assert visitor.get(path).status_code == 500
    (line,) = shown(caplog)
    assert route in line and path not in line


def test_a_mail_that_is_not_sent_leaves_no_address_in_the_log(
    client: Client, settings: Settings, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise SMTPRecipientsRefused({"ada@example.org": (550, b"no such user")})

    settings.EMAIL_HOST = "mail.example.org"
    monkeypatch.setattr(mail.EmailMultiAlternatives, "send", refuse)
    User.objects.create_user("ada", "ada@example.org", "correct horse battery")
    client.post("/accounts/password/forgotten/", {"email": "ada@example.org"})
    assert "SMTPRecipientsRefused" in shown(caplog)[0]
    lines = [logging.Formatter().format(record) for record in caplog.records]
    assert not any("ada" in line for line in lines)
