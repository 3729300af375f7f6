"""Vision workers load the chosen network, and the shipped one when that is not there."""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path

import pytest
from pytest_django import Settings

from vitals.segmentation.manifest import DEFAULT_FOLDER, read_verified
from webapp.live import heartbeat, network, registry, vision
from webapp.records.models import ModelVersion

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(settings: Settings, tmp_path: Path) -> Path:
    """A copy of the shipped network in the folder for others."""
    settings.VAR_DIR = tmp_path
    folder = tmp_path / "models" / "next"
    shutil.copytree(DEFAULT_FOLDER, folder, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    return folder


@pytest.fixture
def chosen(other: Path) -> ModelVersion:
    sha256 = read_verified(other).sha256
    return ModelVersion.objects.create(name="FaSeNet", version="2", sha256=sha256, active=True)


@pytest.fixture
def killed(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Signals that this process would have sent to itself."""
    sent: list[int] = []
    monkeypatch.setattr(os, "kill", lambda pid, number: sent.append(number))
    monkeypatch.setattr(heartbeat, "_other_since_s", [])
    monkeypatch.setattr(heartbeat, "close_old_connections", lambda: None)  # it is that of the test
    monkeypatch.setattr(vision, "choice", lambda: "")
    return sent


def test_without_a_choice_the_shipped_one_is_used() -> None:
    assert network.chosen() == "" and network.folder_of("") == DEFAULT_FOLDER


def test_a_network_is_found_by_the_hash_of_its_weights(other: Path) -> None:
    manifest = json.loads((other / "manifest.json").read_text())
    (other / manifest["file"]).write_bytes(b"other weights")
    assert network.verified(other) is None  # the manifest is that of the old file
    assert network.find(manifest["sha256"]) == DEFAULT_FOLDER


def test_a_chosen_one_that_is_not_here_is_replaced_by_the_shipped_one(
    caplog: pytest.LogCaptureFixture,
) -> None:
    ModelVersion.objects.create(name="FaSeNet", version="9", sha256="f" * 64, active=True)
    assert network.folder_of(network.chosen()) == DEFAULT_FOLDER
    assert "ffffffff… is not on this machine" in caplog.text


@pytest.mark.usefixtures("redis_at", "chosen")
def test_a_worker_ends_when_another_network_is_chosen_and_nobody_measures(killed: list[int]) -> None:
    heartbeat._follow_the_choice()
    assert killed == [signal.SIGTERM]


@pytest.mark.usefixtures("redis_at", "chosen")
def test_a_worker_stays_until_the_measurements_are_over(
    killed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(registry, "count_live", lambda: 1)
    heartbeat._follow_the_choice()
    assert killed == []
    monkeypatch.setattr(heartbeat, "SESSION_MAX_S", -1.0)
    heartbeat._follow_the_choice()
    assert killed == [signal.SIGTERM]


@pytest.mark.usefixtures("redis_at")
def test_a_worker_with_the_chosen_network_stays(killed: list[int]) -> None:
    heartbeat._follow_the_choice()
    assert killed == []
