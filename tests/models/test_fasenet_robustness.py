"""Conditions keep the labels on the picture."""

import numpy as np
import pytest

from models.fasenet.classes import CLASS_BITS, FACE_SKIN, bits
from models.fasenet.evaluation.conditions import CONDITIONS, shot
from models.fasenet.evaluation.robustness import robustness
from tests.models.made_up_person import colour_segmenter, person

GEOMETRIC = [name for name in CONDITIONS if name.startswith("tilted")]


@pytest.mark.parametrize("name", CONDITIONS)
def test_condition_changes_the_picture_and_keeps_its_shape(name):
    given = shot(person())
    after = CONDITIONS[name](given, np.random.default_rng(0))
    assert after.picture.shape == given.picture.shape and after.picture.dtype == np.uint8
    assert (after.picture != given.picture).any() == (name != "as they are")


@pytest.mark.parametrize("name", GEOMETRIC)
def test_labels_turn_with_the_picture(name):
    after = CONDITIONS[name](shot(person()), np.random.default_rng(0))
    skin = after.label & CLASS_BITS == bits(FACE_SKIN)
    assert np.median(after.picture[skin], axis=0) == pytest.approx([210, 150, 120], abs=3)


def test_a_hand_is_background():
    given = shot(person())
    after = CONDITIONS["hand before the mouth"](given, np.random.default_rng(0))
    changed = after.label != given.label
    assert 0.02 < changed.mean() < 0.3
    assert (after.label[changed] == bits(0)).all()


def test_back_light_leaves_the_person_dark_before_white():
    given = shot(person())
    after = CONDITIONS["back light"](given, np.random.default_rng(0))
    skin = given.label & CLASS_BITS == bits(FACE_SKIN)
    assert np.median(after.picture[skin]) < 80 < 200 < np.median(after.picture[:10])


def test_every_condition_has_its_figures():
    found = robustness([person()], colour_segmenter)
    assert found["pictures"] == 1
    assert found["conditions"]["as they are"]["skin_iou"]["value"] > 0.85
    assert list(found["conditions"]) == list(CONDITIONS)
