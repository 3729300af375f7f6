"""Weights are loaded only as their manifest says."""

import json
import re
import shutil
from pathlib import Path

import pytest

from vitals.errors import ModelError
from vitals.segmentation.fasenet import FaSeNet
from vitals.segmentation.manifest import DEFAULT_FOLDER, read_verified


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the weights that may be spoilt."""
    for name in ("manifest.json", read_verified().weights.name):
        shutil.copy(DEFAULT_FOLDER / name, tmp_path)
    return tmp_path


def change(folder: Path, **fields: object) -> None:
    path = folder / "manifest.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | fields))


def test_the_weights_of_the_project_fit_their_manifest() -> None:
    assert len(read_verified().classes) == 12


def test_other_weights_are_refused_and_both_hashes_named(folder: Path) -> None:
    told = read_verified(folder).sha256
    weights = read_verified(folder).weights
    weights.write_bytes(weights.read_bytes()[:-1])
    with pytest.raises(ModelError) as error:
        FaSeNet(folder)
    assert told in str(error.value)
    assert len(set(re.findall(r"\b[0-9a-f]{64}\b", str(error.value)))) == 2


def test_missing_weights_are_an_error(folder: Path) -> None:
    read_verified(folder).weights.unlink()
    with pytest.raises(ModelError, match="cannot be read"):
        read_verified(folder)


def test_a_missing_manifest_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="manifest"):
        read_verified(tmp_path)


@pytest.mark.parametrize("text", ["", "[]", '{"name": "x"}'])
def test_a_malformed_manifest_is_an_error(folder: Path, text: str) -> None:
    (folder / "manifest.json").write_text(text)
    with pytest.raises(ModelError, match="malformed"):
        read_verified(folder)


def test_another_number_of_classes_is_an_error(folder: Path) -> None:
    change(folder, classes=["background", "skin"])
    with pytest.raises(ModelError, match="2 classes"):
        FaSeNet(folder)


def test_the_model_is_named_by_version_and_hash(folder: Path) -> None:
    change(folder, version="9.8.7")
    manifest = read_verified(folder)
    assert "9.8.7" in manifest.model and manifest.sha256[:8] in manifest.model
