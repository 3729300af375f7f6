"""What is not safe is told, with the remedy; what is safe is not cried about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from webapp.live import registry, roll
from webapp.live.connections import sync_redis
from webapp.panel import checks_of_people as people
from webapp.panel import checks_of_redis as redis
from webapp.panel import checks_of_server as server
from webapp.panel.checklist import CHECKS, findings
from webapp.panel.finding import Finding, Verdict
from webapp.records.models import Policy, Study
from webapp.stack import first_start

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]
BAD, WARN, OK = Verdict.BAD, Verdict.WARN, Verdict.OK


@pytest.mark.parametrize(
    ("check", "given", "verdict"),
    [
        (server.debug, {"DEBUG": True}, BAD),
        (server.debug, {"DEBUG": False}, OK),
        (server.https, {"SECURE": False, "HOST": "0.0.0.0"}, BAD),
        (server.https, {"SECURE": False, "HOST": "127.0.0.1"}, WARN),
        (server.https, {"SECURE": True}, OK),
        (server.hsts, {"SECURE_HSTS_SECONDS": 0}, WARN),
        (server.hsts, {"SECURE_HSTS_SECONDS": 3600}, OK),
        (server.host_names, {"ALLOWED_HOSTS": ["*"]}, BAD),
        (server.host_names, {"ALLOWED_HOSTS": ["vitals.example.org"]}, OK),
        (redis.door, {"REDIS_URL": "unix:///tmp/redis.sock"}, OK),
        (redis.door, {"REDIS_URL": "redis://127.0.0.1:6379"}, WARN),
        (redis.door, {"REDIS_URL": "redis://redis:6379"}, BAD),
        (redis.door, {"REDIS_URL": "redis://:secret@redis:6379"}, WARN),
        (redis.door, {"REDIS_URL": "rediss://:secret@redis:6379"}, OK),
        (people.mail, {"EMAIL_HOST": ""}, WARN),
        (people.mail, {"EMAIL_HOST": "mail.example.org"}, OK),
    ],
)
def test_a_setting_is_judged(
    settings: Settings, check: Callable[[], Finding], given: dict[str, object], verdict: Verdict
) -> None:
    for name, value in given.items():
        setattr(settings, name, value)
    found = check()
    assert found.verdict is verdict
    assert bool(found.remedy) is (verdict is not OK)


def test_a_secret_key_that_others_can_read_is_bad(own_var: Path) -> None:
    (own_var / "secret_key").write_text("s")
    (own_var / "secret_key").chmod(0o644)
    assert server.secret_key().verdict is BAD
    (own_var / "secret_key").chmod(0o600)
    assert server.secret_key().verdict is WARN


def test_a_secret_key_from_the_environment_is_fine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "x" * 50)
    assert server.secret_key().verdict is OK


def test_sqlite_with_workers_on_two_machines_is_bad(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server.connection, "vendor", "sqlite", raising=False)
    roll.answer("vision", "")
    assert server.database().verdict is WARN
    monkeypatch.setattr(roll.socket, "gethostname", lambda: "second")
    roll.answer("vision", "")
    assert server.database().verdict is BAD and "2 machines" in server.database().state


def test_a_redis_that_writes_to_disk_is_bad() -> None:
    assert redis.persistence().verdict is OK
    sync_redis().config_set("save", "60 1")
    try:
        assert redis.persistence().verdict is BAD
    finally:
        sync_redis().config_set("save", "")


@pytest.mark.parametrize(
    ("version", "verdict"), [("6.2.14", WARN), ("7.0.15", WARN), ("7.2.4", OK), ("8.0", OK)]
)
def test_an_old_redis_is_told(monkeypatch: pytest.MonkeyPatch, version: str, verdict: Verdict) -> None:
    now = redis.state.Redis(version, 1.0, 1.0, None, False, 1, 1)
    monkeypatch.setattr(redis.state, "redis", lambda: now)
    assert redis.version().verdict is verdict


def test_a_queue_without_worker_is_named() -> None:
    for queue in registry.QUEUES:
        registry.beat(queue)
    assert redis.workers().verdict is BAD and "jobs" in redis.workers().state
    registry.beat("jobs")
    assert redis.workers().verdict is OK


def test_the_first_password_is_bad_until_it_is_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(first_start, "call_command", lambda *args, **options: None)
    assert people.first_password().verdict is OK
    first_start.prepare(lambda line: None)
    assert people.first_password().verdict is BAD
    user = User.objects.get()
    user.set_password("three good batteries")
    user.save()
    assert people.first_password().verdict is OK


def test_staff_without_a_second_factor_are_counted(root: User) -> None:
    assert people.second_factor().verdict is WARN and "1 account of staff" in people.second_factor().state
    Policy(two_factor=True).save()
    assert people.second_factor().verdict is OK


def test_retention_is_fine_when_policy_and_all_studies_have_one(study: Study) -> None:
    assert people.retention().verdict is WARN
    Policy(retention_days=30).save()
    assert people.retention().verdict is WARN
    Study.objects.update(retention_days=30)
    assert people.retention().verdict is OK


def test_weights_for_research_only_are_told() -> None:
    found = server.licence()
    assert found.verdict is WARN and "research" in found.state


def test_the_worst_comes_first_and_none_is_left_out() -> None:
    found = findings()
    order = [list(Verdict).index(finding.verdict) for finding in found]
    assert order == sorted(order) and len(found) == len(CHECKS)


@pytest.mark.usefixtures("no_redis")
def test_the_list_is_shown_without_redis(administrator: Client) -> None:
    page = administrator.get("/admin/installation/checklist/").content.decode()
    assert "Redis does not answer: nothing can be measured." in page
