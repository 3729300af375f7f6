"""A network is taken into use when it is what its manifest says and runs; else the old one stays."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from vitals.segmentation.manifest import DEFAULT_FOLDER, read_verified
from webapp.live import network, vision
from webapp.panel import networks
from webapp.records.models import AccessLog, ModelVersion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]
PATH = "/admin/installation/networks/"
SHIPPED = read_verified().sha256


def add(var: Path, name: str, weights: bytes | None = None, sha256: str = "") -> str:
    """A network beside the shipped one; its hash. By default it is the shipped one under another hash."""
    folder = var / "models" / name
    folder.mkdir(parents=True)
    manifest = json.loads((DEFAULT_FOLDER / "manifest.json").read_text())
    if weights is None:
        weights = _renamed((DEFAULT_FOLDER / manifest["file"]).read_bytes())
    (folder / manifest["file"]).write_bytes(weights)
    (folder / "MODEL_CARD.md").write_text("Made for the test, <b>not</b> for people.")
    found = sha256 or hashlib.sha256(weights).hexdigest()
    (folder / "manifest.json").write_text(json.dumps({**manifest, "version": "2.0.0-test", "sha256": found}))
    return found


def _renamed(onnx: bytes) -> bytes:
    """The same network as another file: `doc_string` (field 6) of the model at its end."""
    return onnx + b"\x32\x04test"


@pytest.fixture
def tried(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Folders that would have been loaded and run, and were in order."""
    found: list[Path] = []
    monkeypatch.setattr(networks, "try_out", found.append)
    return found


def activate(client: Client, sha256: str) -> str:
    return client.post(f"{PATH}{sha256}/activate/", follow=True).content.decode()


def test_the_shipped_one_is_shown_with_hash_licence_and_card(administrator: Client) -> None:
    page = administrator.get(PATH).content.decode()
    assert SHIPPED in page and "research and non-commercial" in page and "Model card" in page
    assert ModelVersion.objects.get().sha256 == SHIPPED


def test_another_one_is_found_and_its_card_is_text(administrator: Client, own_var: Path) -> None:
    sha256 = add(own_var, "next")
    page = administrator.get(PATH).content.decode()
    assert sha256 in page and "2.0.0-test" in page and "&lt;b&gt;not&lt;/b&gt;" in page


def test_it_is_taken_into_use_and_the_shipped_one_again(
    administrator: Client, own_var: Path, tried: list[Path]
) -> None:
    sha256 = add(own_var, "next")
    assert "is chosen" in activate(administrator, sha256)
    assert network.chosen() == sha256 and network.folder_of(sha256) == own_var / "models" / "next"
    activate(administrator, SHIPPED)
    assert network.chosen() == SHIPPED and len(tried) == 2
    assert AccessLog.objects.filter(target=f"network:{sha256[:8]}", action="change").count() == 1


def test_a_file_that_is_not_that_of_the_manifest_is_refused_with_the_reason(
    administrator: Client, own_var: Path, tried: list[Path]
) -> None:
    sha256 = add(own_var, "bad", sha256="a" * 64)
    assert "as its manifest says" in administrator.get(PATH).content.decode()
    assert "no network with this hash" in activate(administrator, sha256)
    assert network.chosen() == "" and tried == []


def test_a_folder_without_a_manifest_is_named(administrator: Client, own_var: Path) -> None:
    (own_var / "models" / "empty").mkdir(parents=True)
    assert "cannot be read" in administrator.get(PATH).content.decode()


def test_weights_that_are_no_network_are_refused_and_the_old_one_stays(
    administrator: Client, own_var: Path
) -> None:
    sha256 = add(own_var, "broken", weights=b"no ONNX")
    page = activate(administrator, sha256)
    assert "is not taken into use" in page and "fasenet.onnx cannot be loaded" in page
    assert network.chosen() == "" and not AccessLog.objects.filter(target__startswith="network:").exists()


def test_a_network_that_runs_is_taken(administrator: Client, own_var: Path) -> None:
    sha256 = add(own_var, "next")
    assert "is chosen" in activate(administrator, sha256)


def test_one_that_never_ends_is_refused(own_var: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(networks, "TRIAL_S", 0.01)
    with pytest.raises(networks.Refused, match="no answer"):
        networks.try_out(DEFAULT_FOLDER)


def test_a_chosen_one_that_is_gone_is_said(administrator: Client, own_var: Path, tried: list[Path]) -> None:
    activate(administrator, add(own_var, "next"))
    shutil.rmtree(own_var / "models" / "next")
    assert "is not on this machine" in administrator.get(PATH).content.decode()


def test_workers_fall_back_to_the_shipped_one_when_the_chosen_one_cannot_be_loaded(
    own_var: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    sha256 = add(own_var, "broken", weights=b"no ONNX")
    monkeypatch.setattr(vision, "choice", lambda: sha256)
    vision.analyzer.cache_clear()
    try:
        assert SHIPPED[:8] in vision.in_use()
        assert "cannot be used here" in caplog.text
    finally:
        vision.analyzer.cache_clear()


def test_the_trial_says_what_it_runs_on(capsys: pytest.CaptureFixture[str]) -> None:
    call_command("try_network", DEFAULT_FOLDER)
    assert "ExecutionProvider" in capsys.readouterr().out


def test_the_trial_of_nothing_ends_with_a_reason(own_var: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("try_network", own_var)
