"""Masks, and poses with partial labels, counted by hand."""

import numpy as np
import pytest

from models.fasenet.classes import BROWS, FACE_SKIN, HAIR, MOUTH, NECK, OCCLUDER, bits
from models.fasenet.evaluation.masks import mask_figures
from models.fasenet.evaluation.poses import FRONTAL, PROFILE, TURNED, pose
from models.fasenet.evaluation.turned import turned_figures
from models.fasenet.sources import Sample

SKIN_SET, OTHER_SET = bits(1, 3, 4, 5, 8, 9), bits(0, 2, 3, 5, 6, 7, 10)


def sample(*rows, name="1"):
    label = np.array(rows, np.uint16)
    return Sample(name, np.zeros((*label.shape, 3), np.uint8), label)


def test_mask_is_found_by_pixels_and_skin_that_is_mask_by_share_of_called_skin():
    given = sample([bits(OCCLUDER)] * 4 + [bits(1, 2, 3)] * 4)
    called = np.array(
        [[OCCLUDER, OCCLUDER, OCCLUDER, FACE_SKIN, OCCLUDER, FACE_SKIN, FACE_SKIN, FACE_SKIN]], np.uint8
    )
    found = mask_figures([given], [called])
    assert found["occluder_iou"]["value"] == pytest.approx(3 / 5)
    assert found["skin_that_is_mask"]["value"] == pytest.approx(1 / 4)


def test_brows_and_mouth_are_right_either_way_unless_strict():
    given = sample([SKIN_SET, SKIN_SET, SKIN_SET, OTHER_SET, OTHER_SET, OTHER_SET])
    called = np.array([[NECK, MOUTH, HAIR, BROWS, FACE_SKIN, 0]], np.uint8)
    found = turned_figures([given], [called])
    assert found["skin_iou"]["value"] == pytest.approx(2 / 4)
    assert found["skin_iou_strict"]["value"] == pytest.approx(1 / 4)


def test_pixels_without_a_label_do_not_count():
    found = turned_figures([sample([SKIN_SET, 0])], [np.array([[FACE_SKIN, FACE_SKIN]], np.uint8)])
    assert found["skin_iou"]["value"] == 1


def test_each_pose_has_its_own_figure():
    names = [min(FRONTAL), min(TURNED), min(PROFILE)]
    samples = [sample([SKIN_SET, OTHER_SET], name=name) for name in names]
    right, wrong = (np.array([[found, 0]], np.uint8) for found in (FACE_SKIN, HAIR))
    poses = turned_figures(samples, [right, wrong, right])["poses"]
    assert {name: row["skin_iou"]["value"] for name, row in poses.items()} == {
        "frontal": 1, "turned": 0, "profile": 1
    }  # fmt: skip


def test_poses_name_reserved_pictures_once():
    assert not FRONTAL & TURNED and not FRONTAL & PROFILE and not TURNED & PROFILE
    assert pose(min(TURNED)) == "turned" and pose(min(PROFILE)) == "profile"


def test_pictures_of_other_parts_are_not_sorted():
    assert pose("1") == "not sorted"
