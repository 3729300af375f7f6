"""The health page says which part is away."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from django.test import Client

from vitals.segmentation.fasenet import FaSeNet
from webapp.live import keys, registry, vision
from webapp.live.connections import sync_redis

pytestmark = pytest.mark.django_db


@pytest.mark.usefixtures("workers")
def test_all_well(client: Client) -> None:
    registry.beat("jobs")
    answer = client.get("/healthz")
    assert answer.status_code == 200
    parts = dict.fromkeys(("status", "database", "redis", "vision", "estimate", "jobs"), "ok")
    assert answer.json() == {**parts, "network": ""}


@pytest.mark.usefixtures("workers")
@pytest.mark.parametrize("queue", registry.QUEUES)
def test_a_queue_without_workers_is_named(client: Client, queue: str) -> None:
    sync_redis().delete(keys.worker(queue))
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert [part for part, state in answer.json().items() if state == "away"] == [queue, "jobs"]


@pytest.mark.usefixtures("workers")
def test_a_missing_jobs_worker_is_told_and_does_not_count(client: Client) -> None:
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["status"], answer.json()["jobs"]) == (200, "ok", "away")


@pytest.mark.usefixtures("no_redis")
def test_redis_is_named_when_it_is_away(client: Client) -> None:
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert (answer.json()["redis"], answer.json()["vision"]) == ("away", "unknown")


@pytest.mark.usefixtures("workers")
def test_the_database_is_named_when_it_is_away(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    class Away:
        def cursor(self) -> None:
            raise DatabaseError

    monkeypatch.setattr("webapp.stack.views.connection", Away())
    answer = client.get("/healthz")
    assert (answer.status_code, answer.json()["database"]) == (503, "away")


@pytest.mark.usefixtures("workers")
def test_it_says_what_the_network_runs_on(client: Client) -> None:
    registry.beat("vision", "FaSeNet 1 on CPUExecutionProvider")
    assert client.get("/healthz").json()["network"] == "FaSeNet 1 on CPUExecutionProvider"


@pytest.mark.usefixtures("workers")
def test_a_network_on_a_gpu_is_said_to_be_on_cuda(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FaSeNet, "provider", "CUDAExecutionProvider")
    registry.beat("vision", vision.in_use())
    assert client.get("/healthz").json()["network"].endswith(" on CUDAExecutionProvider")


@pytest.mark.usefixtures("redis_at")
def test_a_sign_of_life_does_not_last() -> None:
    registry.beat("vision")
    assert 0 < sync_redis().ttl(keys.worker("vision")) <= 15
