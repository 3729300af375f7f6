"""A real Redis on a private socket, and the people of the tests."""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from pytest_django import Settings

from webapp.live import connections, registry
from webapp.measure import consent
from webapp.records.models import Consent, Membership, Session, Study
from webapp.stack import redis_server


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The address of a Redis that lives as long as the tests; without a server the tests are skipped."""
    try:
        redis_server.binary()
    except redis_server.NoRedis as error:
        if os.environ.get("REQUIRE_ALL") == "1":
            raise
        pytest.skip(str(error))
    with tempfile.TemporaryDirectory(prefix="vitals-test-") as folder:
        socket = redis_server.private_socket(Path(folder))
        server = subprocess.Popen(redis_server.command(socket))
        url = f"unix://{socket}"
        _wait_for(url)
        yield url
        server.terminate()
        server.wait(10)


def _wait_for(url: str) -> None:
    deadline = time.monotonic() + 10
    while not redis_server.answers(url):
        assert time.monotonic() < deadline, "redis-server did not start"
        time.sleep(0.05)


@pytest.fixture
def redis_at(redis_url: str, settings: Settings) -> Iterator[str]:
    """Everything in this process uses the tests' Redis, which is empty at the start."""
    _use(settings, redis_url)
    connections.sync_redis().flushall()
    yield redis_url
    connections.sync_redis().close()
    connections.sync_redis.cache_clear()


@pytest.fixture
def no_redis(workers: None, settings: Settings, tmp_path: Path) -> Iterator[None]:
    """Redis has gone away."""
    _use(settings, f"unix://{tmp_path}/nowhere.sock")
    yield
    connections.sync_redis.cache_clear()


def _use(settings: Settings, url: str) -> None:
    settings.REDIS_URL = url
    layer = {**settings.CHANNEL_LAYERS["default"], "CONFIG": {"hosts": [url], "prefix": "test"}}
    settings.CHANNEL_LAYERS = {"default": layer}
    connections.sync_redis.cache_clear()


@pytest.fixture
def workers(redis_at: str) -> None:
    """Both queues have a living worker."""
    for queue in registry.QUEUES:
        registry.beat(queue)


@pytest.fixture
def scheduled(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, uuid.UUID]]:
    """Tasks that would have been queued, instead of a broker."""
    tasks: list[tuple[str, uuid.UUID]] = []
    for module in ("schedule", "tasks", "heartbeat"):
        monkeypatch.setattr(f"webapp.live.{module}.schedule_now", lambda queue, pk: tasks.append((queue, pk)))
    return tasks


@pytest.fixture
def visitor(client: Client) -> Client:
    """A browser that has opened the page."""
    client.get("/")
    return client


@pytest.fixture
def stranger() -> Client:
    """Another browser that has opened the page."""
    other = Client()
    other.get("/")
    return other


@pytest.fixture
def wish() -> dict[str, object]:
    """A body for `POST /sessions/` that is in order."""
    return {"consent": consent.CURRENT.version, "source": "camera", "mode": "standard", "size": [320, 240]}


@pytest.fixture
def study(db: None) -> Study:
    return Study.objects.create(name="Sleep")


@pytest.fixture
def coordinator(study: Study) -> User:
    user = User.objects.create_user("coordinator")
    Membership.objects.create(user=user, study=study, role=Membership.Role.COORDINATOR)
    return user


@pytest.fixture
def other_coordinator(db: None) -> User:
    user = User.objects.create_user("other")
    Membership.objects.create(user=user, study=Study.objects.create(name="Sport"), role="coordinator")
    return user


@pytest.fixture
def patient(db: None) -> User:
    return User.objects.create_user("patient")


def make_session(**fields: object) -> Session:
    """A session with a consent, as `POST /sessions/` makes it."""
    session: Session = Session.objects.create(**fields)
    Consent.objects.create(session=session, version="v", text_sha256="0" * 64)
    return session
