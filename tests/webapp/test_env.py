"""Settings from the environment: read well or not at all."""

from __future__ import annotations

import socket
import stat
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from webapp.env import (
    broker_address,
    database,
    env_bool,
    env_int,
    env_list,
    kept_secret,
    own_names,
    private_folder,
    redis_address,
)


@pytest.mark.parametrize(
    ("text", "value"), [("1", True), ("yes", True), ("0", False), ("False", False), ("", True)]
)
def test_a_switch(monkeypatch: pytest.MonkeyPatch, text: str, value: bool) -> None:
    monkeypatch.setenv("SWITCH", text)
    assert env_bool("SWITCH", True) is value


def test_a_switch_that_is_neither_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SWITCH", "perhaps")
    with pytest.raises(ImproperlyConfigured, match="SWITCH must be 1 or 0, not 'perhaps'"):
        env_bool("SWITCH", True)


@pytest.mark.parametrize("text", ["-1", "8o", "1.5", "0", "99999", "1" * 5000])
def test_a_number_that_is_none_stops_the_start(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setenv("PORT", text)
    with pytest.raises(ImproperlyConfigured, match="PORT must be a whole number"):
        env_int("PORT", 8000, 1, 65535)


def test_a_folder_that_others_could_enter_is_closed(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    private_folder(tmp_path)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_a_list(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOSTS", "a.example, b.example,")
    assert env_list("HOSTS") == ["a.example", "b.example"]


def test_a_server_that_listens_on_its_loopback_has_no_other_name() -> None:
    assert own_names("127.0.0.1") == ["localhost", "127.0.0.1", "[::1]", "127.0.0.1"]


def test_a_server_that_listens_everywhere_is_found_by_its_host_name() -> None:
    assert {socket.gethostname(), "localhost"} <= set(own_names("0.0.0.0"))


def test_a_secret_is_made_once_and_for_this_user_only(tmp_path: Path) -> None:
    path = tmp_path / "var" / "secret_key"
    first = kept_secret(path)
    assert len(first) > 50 and kept_secret(path) == first
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [found.name for found in path.parent.iterdir()] == ["secret_key"]
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_without_an_address_the_database_is_sqlite(tmp_path: Path) -> None:
    found = database("", tmp_path / "db")
    assert found["ENGINE"] == "django.db.backends.sqlite3"
    assert found["OPTIONS"] == {"transaction_mode": "IMMEDIATE", "timeout": 20}


def test_an_address_of_postgresql(tmp_path: Path) -> None:
    found = database("postgresql://ada:p%40ss@db.example:5433/vitals?sslmode=require", tmp_path)
    assert found == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "vitals",
        "USER": "ada",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": 5433,
        "OPTIONS": {"sslmode": "require"},
    }


@pytest.mark.parametrize("url", ["mysql://a/b", "postgresql://host", "vitals"])
def test_an_address_of_anything_else_stops_the_start(url: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must look like"):
        database(url, tmp_path)


def test_redis_is_the_given_one_else_the_running_one_else_our_own(tmp_path: Path) -> None:
    note, default = tmp_path / "redis.url", tmp_path / "redis.sock"
    assert redis_address("", note, default) == f"unix://{default}"
    note.write_text("unix:///elsewhere/redis.sock\n")
    assert redis_address("", note, default) == "unix:///elsewhere/redis.sock"
    assert redis_address("redis://host:6379/1", note, default) == "redis://host:6379/1"


@pytest.mark.parametrize(
    ("redis", "broker"),
    [
        ("redis://host:6379/1", "redis://host:6379/1"),
        ("unix:///var/redis.sock", "redis+socket:///var/redis.sock?virtual_host=0"),
        ("unix:///var/redis.sock?db=3", "redis+socket:///var/redis.sock?virtual_host=3"),
    ],
)
def test_celery_has_its_own_words_for_a_unix_socket(redis: str, broker: str) -> None:
    assert broker_address(redis) == broker
