"""A worker's signs of life, and the sessions that it finds overdue."""

from __future__ import annotations

import uuid

import pytest

from tests.webapp.live.batches import begun
from vitals.errors import ModelError
from webapp.celery import app
from webapp.live import heartbeat, limits, registry

Scheduled = list[tuple[str, uuid.UUID]]

pytestmark = pytest.mark.usefixtures("redis_at")


def test_a_beat_makes_its_queue_alive() -> None:
    assert registry.silent_queues() == ["vision", "estimate"]
    heartbeat.beat_once("vision")
    assert registry.silent_queues() == ["estimate"]


def test_the_estimate_worker_finishes_what_is_overdue(
    scheduled: Scheduled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "FIRST_GRACE_S", -0.001)
    overdue = begun()
    heartbeat.beat_once("vision")
    assert scheduled == []
    heartbeat.beat_once("estimate")
    assert scheduled == [("estimate", overdue)]


def test_a_session_in_time_is_left_alone(scheduled: Scheduled) -> None:
    begun()
    heartbeat.beat_once("estimate")
    assert scheduled == []


def test_a_worker_whose_network_cannot_be_used_ends_with_the_reason(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail() -> None:
        raise ModelError("sha256 does not fit")

    monkeypatch.setattr("webapp.live.vision.warm_up", fail)
    monkeypatch.setattr(app.amqp.queues, "_consume_from", {"vision": None})
    with pytest.raises(SystemExit):
        heartbeat.begin()
    assert registry.silent_queues() == ["vision", "estimate"]
    assert "the network cannot be used: sha256 does not fit" in caplog.text
