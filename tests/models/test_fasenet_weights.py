"""The weights in the repository: that they are the ones of the manifest, and what they do without data."""

from pathlib import Path

import numpy as np
import pytest

import models.fasenet
from models.fasenet import manifest
from models.fasenet.classes import CLASS_NAMES
from models.fasenet.runner import FACE_SHARE, Runner, face_share

FOLDER = Path(models.fasenet.__file__).parent


@pytest.fixture(scope="module")
def stated():
    if not (FOLDER / manifest.MANIFEST).exists():
        pytest.skip("no weights in this checkout")
    return manifest.read(FOLDER)


@pytest.fixture(scope="module")
def runner(stated):
    return Runner(FOLDER / stated.file)


def test_manifest_hash_fits_the_file(stated):
    assert manifest.file_hash(FOLDER / stated.file) == stated.sha256


def test_weights_are_at_most_two_and_a_half_megabytes(stated):
    assert (FOLDER / stated.file).stat().st_size <= 2_500_000
    assert stated.parameters <= 600_000


def test_manifest_names_the_classes_in_the_order_of_the_contract(stated):
    assert tuple(stated.classes) == CLASS_NAMES


def test_sizes_of_the_manifest_are_those_of_the_network(stated, runner):
    assert runner.size == stated.input_size
    shape = runner.run(np.zeros((2, runner.size, runner.size, 3), np.uint8)).shape
    assert shape == (2, 12, stated.output_size, stated.output_size)


@pytest.mark.parametrize("grey", [0, 60, 128, 255])
def test_an_empty_picture_has_no_face(runner, grey):
    assert face_share(runner.probabilities(np.full((120, 160, 3), grey, np.uint8))) < FACE_SHARE


def test_a_real_face_is_found_with_skin_on_the_cheeks_and_none_on_the_flag(runner):
    picture = pytest.importorskip("skimage.data").astronaut()
    classes = runner.probabilities(picture).argmax(0)
    assert set(np.unique(classes[120:160, 195:245])) & {1, 4}
    assert (classes[:200, :60] == 0).mean() > 0.98


def test_probabilities_come_back_at_the_size_of_the_picture(runner):
    found = runner.probabilities(np.zeros((90, 161, 3), np.uint8))
    assert found.shape == (12, 90, 161)
    assert np.allclose(found.sum(0), 1, atol=1e-4)
