"""The page itself, and the headers around it."""

from __future__ import annotations

import json
import re
import time

import pytest
from django.core import signing
from django.test import Client

from webapp.measure import consent
from webapp.records.access import COOKIE, COOKIE_AGE_S, RENEW_AFTER_S, visitor_of_cookie

pytestmark = pytest.mark.django_db


def test_anybody_may_open_it(client: Client) -> None:
    assert client.get("/").status_code == 200


def test_the_page_code_gets_its_limits_and_the_version_of_the_consent(client: Client) -> None:
    page = client.get("/").content.decode()
    found = re.search(r'<script id="config" type="application/json">(.*?)</script>', page)
    assert found is not None
    config = json.loads(found[1])
    assert config["consent"] == consent.CURRENT.version
    assert config["limits"]["frames"] == 16


def test_a_new_browser_gets_a_cookie_that_scripts_cannot_read(client: Client) -> None:
    cookie = client.get("/").cookies[COOKIE]
    assert cookie["httponly"] and cookie["samesite"] == "Lax"


def test_an_old_browser_keeps_its_cookie(client: Client) -> None:
    client.get("/")
    assert COOKIE not in client.get("/").cookies


def test_a_cookie_that_is_used_is_renewed_and_stays_the_same_visitor(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    visitor = visitor_of_cookie(client.get("/").cookies[COOKIE].value)
    later_s = time.time() + RENEW_AFTER_S + 60
    monkeypatch.setattr(signing.time, "time", lambda: later_s)
    renewed = client.get("/").cookies[COOKIE]
    assert visitor_of_cookie(renewed.value) == visitor and renewed["max-age"] == COOKIE_AGE_S
    monkeypatch.setattr(signing.time, "time", lambda: later_s + COOKIE_AGE_S - 60)
    assert visitor_of_cookie(renewed.value) == visitor


def test_a_cookie_that_nobody_has_used_for_a_year_is_nobodys(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    cookie = client.get("/").cookies[COOKIE].value
    late_s = time.time() + COOKIE_AGE_S + 60
    monkeypatch.setattr(signing.time, "time", lambda: late_s)
    assert visitor_of_cookie(cookie) is None


def test_a_forged_cookie_is_replaced(client: Client) -> None:
    client.cookies[COOKIE] = "forged"
    assert client.get("/").cookies[COOKIE].value != "forged"


def test_over_tls_the_cookie_never_travels_in_the_clear(client: Client) -> None:
    assert client.get("/", secure=True).cookies[COOKIE]["secure"]


def test_scripts_come_from_this_server_only(client: Client) -> None:
    policy = client.get("/")["Content-Security-Policy"]
    assert "script-src 'self';" in policy + ";"
    assert "unsafe" not in policy and "default-src 'none'" in policy


def test_the_page_has_no_script_in_it_that_the_policy_forbids(client: Client) -> None:
    page = client.get("/").content.decode()
    inline = re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", page)
    assert inline == []
    assert not re.search(r"\son\w+=|\sstyle=", page)


def test_only_the_camera_is_allowed_and_only_here(client: Client) -> None:
    assert client.get("/")["Permissions-Policy"].startswith("camera=(self), microphone=()")


def test_another_host_name_is_refused(client: Client) -> None:
    assert client.get("/", headers={"host": "evil.example"}).status_code == 400
