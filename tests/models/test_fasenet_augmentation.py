"""Scenes: pixels and labels stay aligned under every warp; made-up pictures only."""

import dataclasses

import cv2
import numpy as np
import pytest

from models.fasenet.augment import Portrait, make_scene, paste
from models.fasenet.augmentation_config import (
    AugmentConfig,
    CameraConfig,
    ObstacleConfig,
    PersonConfig,
    SceneConfig,
)
from models.fasenet.cache import PictureSet, pack
from models.fasenet.camera import photograph_scene
from models.fasenet.classes import BACKGROUND_BIT, CLASS_BITS, PERSON_BIT, allowed_classes, bits
from models.fasenet.geometry import Placement, placement_matrix, warp_label, warp_picture
from models.fasenet.obstacles import add_hand
from models.fasenet.people import darken_skin, draw_face_mask, turn_head
from models.fasenet.sources import Sample
from models.fasenet.splits import CELEBAMASK, NEGATIVES

STEADY = CameraConfig(**{f.name: 0.0 for f in dataclasses.fields(CameraConfig) if f.name.endswith("_chance")})
"""A camera and a light without any variation."""
RED_SKIN = bits(1) | PERSON_BIT


def made_up_portrait(side=160):
    """A red disc labelled face skin with a green nose, on blue."""
    picture = np.zeros((side, side, 3), np.uint8)
    picture[..., 2] = 200
    label = np.full((side, side), BACKGROUND_BIT, np.uint16)
    disc = np.zeros((side, side), np.uint8)
    cv2.circle(disc, (side // 2, side // 2), side // 3, 1, -1)
    picture[disc > 0] = (220, 40, 40)
    label[disc > 0] = RED_SKIN
    nose = slice(side // 2 - 10, side // 2 + 12)
    picture[nose, nose] = (40, 220, 40)
    label[nose, nose] = bits(4) | PERSON_BIT
    return picture, label


@pytest.fixture
def bank():
    people = pack([Sample(str(n), *made_up_portrait()) for n in range(3)], 160)
    walls = pack([Sample(str(n), np.full((90, 130, 3), 90, np.uint8), None) for n in range(2)], 128)
    return {CELEBAMASK: people, NEGATIVES: walls}


def disagreement(picture, label):
    """Share of the exact red pixels that are not red, and of the red ones that are not labelled skin."""
    red = (picture[..., 0] > 130) & (picture[..., 1] < 110) & (picture[..., 2] < 110)
    skin = (label & CLASS_BITS) == bits(1)
    return (red ^ skin).sum() / max(skin.sum(), 1)


@pytest.mark.parametrize("turn", [-40, 0, 25])
@pytest.mark.parametrize("height", [20, 60, 110])
@pytest.mark.parametrize("mirrored", [False, True])
def test_warp_keeps_picture_and_label_aligned(turn, height, mirrored):
    picture, label = made_up_portrait()
    box = (27.0, 27.0, 134.0, 134.0)
    matrix = placement_matrix(box, Placement(70, 60, height, turn, 0.1, 1.1, mirrored))
    warped = warp_picture(picture, matrix, (128, 128), border=cv2.BORDER_REPLICATE)
    classes = warp_label(label, matrix, (128, 128))
    edge_allowance = 8.0 / height
    assert disagreement(warped, classes) < edge_allowance


def test_face_lands_where_the_placement_says():
    _, label = made_up_portrait()
    matrix = placement_matrix((27.0, 27.0, 134.0, 134.0), Placement(80, 50, 40))
    rows, columns = np.nonzero(warp_label(label, matrix, (128, 128)) & bits(1))
    assert (columns.min() + columns.max() + 1) / 2 == pytest.approx(80, abs=1)
    assert (rows.min() + rows.max() + 1) / 2 == pytest.approx(50, abs=1)
    assert rows.max() - rows.min() + 1 == pytest.approx(40, abs=2)


def test_cut_out_person_leaves_the_background_of_the_canvas():
    picture, label = made_up_portrait()
    canvas = np.full((128, 128, 3), 10, np.uint8)
    ground = np.full((128, 128), BACKGROUND_BIT, np.uint16)
    portrait = Portrait(picture, label, (27.0, 27.0, 134.0, 134.0), True)
    mixed, classes = paste(np.random.default_rng(0), canvas, ground, portrait, Placement(64, 64, 60), "matte")
    assert (mixed[5, 5] == 10).all() and classes[5, 5] == BACKGROUND_BIT
    assert disagreement(mixed, classes) < 0.15


def test_calm_scenes_keep_skin_under_its_label(bank):
    config = AugmentConfig(
        SceneConfig(empty_share=0.0, torso_chance=0.0),
        PersonConfig(0, (1, 1), 0, 0, 0, 0),
        ObstacleConfig(0, 0, 0),
        STEADY,
    )
    rng = np.random.default_rng(3)
    for _ in range(20):
        picture, label = make_scene(rng, bank, config)
        skin = picture[(label & CLASS_BITS) == bits(1)].astype(int)
        assert len(skin) == 0 or np.mean(skin[:, 0] > skin[:, 2] + 30) > 0.85


def test_scenes_have_the_network_size_and_only_class_bits(bank):
    rng = np.random.default_rng(1)
    for _ in range(40):
        picture, label = make_scene(rng, bank, AugmentConfig())
        assert picture.shape == (160, 160, 3) and picture.dtype == np.uint8
        assert label.shape == (160, 160) and (label & ~np.uint16(CLASS_BITS) == 0).all()


def test_frames_without_anybody_are_all_background(bank):
    config = AugmentConfig(SceneConfig(crop_share=0.0, empty_share=1.0))
    rng = np.random.default_rng(2)
    assert all((make_scene(rng, bank, config)[1] == BACKGROUND_BIT).all() for _ in range(20))


def test_a_hand_over_the_face_is_background():
    picture, label = made_up_portrait()
    changed, covered = add_hand(np.random.default_rng(5), picture, label, (80.0, 80.0, 100.0))
    touched = covered != label
    assert touched.any() and (covered[touched] == BACKGROUND_BIT).all()
    assert (changed[touched] != picture[touched]).any()


def test_a_drawn_mask_covers_the_chin_and_not_the_forehead():
    picture, label = made_up_portrait()
    _, worn = draw_face_mask(np.random.default_rng(0), picture, label)
    assert worn[125, 80] & bits(11) and not worn[40, 80] & bits(11)


def test_darkening_touches_skin_only():
    picture, label = made_up_portrait()
    darker = darken_skin(np.random.default_rng(0), picture, label, PersonConfig(darken=(0.4, 0.4)))
    assert darker[80, 50, 0] < 0.6 * picture[80, 50, 0]
    assert (darker[3, 3] == picture[3, 3]).all()


def test_camera_keeps_the_shape_and_the_place_of_things():
    picture, _ = made_up_portrait(128)
    rng = np.random.default_rng(0)
    soft = dataclasses.replace(STEADY, blur_chance=1, low_resolution_chance=1, jpeg_chance=1)
    seen = photograph_scene(rng, picture, soft)
    assert seen.shape == picture.shape
    assert np.abs(seen.astype(int) - picture).mean() < 15


def test_allowed_classes_unpacks_every_bit():
    label = np.array([[bits(0, 6), 0], [bits(11), bits(*range(12))]], np.uint16)
    unpacked = allowed_classes(label)
    assert unpacked.shape == (12, 2, 2)
    assert unpacked[:, 0, 0].nonzero()[0].tolist() == [0, 6]
    assert not unpacked[:, 0, 1].any() and unpacked[:, 1, 1].all()


def test_packed_set_gives_back_what_was_put_in():
    picture, label = made_up_portrait(96)
    packed = pack([Sample("a", picture[:60], label[:60])], 96)
    assert isinstance(packed, PictureSet)
    assert (packed.picture(0) == picture[:60]).all() and (packed.label(0) == label[:60]).all()


def test_shrinking_moves_neither_picture_nor_label():
    picture, label = made_up_portrait(256)
    packed = pack([Sample("a", picture, label)], 192)
    rows, columns = np.nonzero(packed.label(0) & bits(1, 4))
    assert rows.mean() + 0.5 == pytest.approx(96, abs=0.6) and columns.mean() + 0.5 == pytest.approx(
        96, abs=0.6
    )
    red = packed.picture(0)[..., 2] < 100
    assert rows.mean() == pytest.approx(np.nonzero(red)[0].mean(), abs=0.15)


def test_a_turned_head_keeps_labels_on_their_pixels_and_everything_beside_the_face_in_place():
    picture, label = made_up_portrait()
    rng = np.random.default_rng(3)
    turned, classes = turn_head(rng, picture, label, (53, 107), PersonConfig())
    assert not np.array_equal(turned, picture)
    assert np.array_equal(classes & bits(1) > 0, turned[..., 0] == 220)
    assert np.array_equal(turned[:, :53], picture[:, :53])
    assert np.array_equal(turned[:, 107:], picture[:, 107:])


@pytest.mark.parametrize("size", [96, 160])
def test_scenes_of_every_size_fill_the_square(size, bank):
    config = AugmentConfig(scene=SceneConfig(size=size))
    for seed in range(20):
        picture, label = make_scene(np.random.default_rng(seed), bank, config)
        assert picture.shape == (size, size, 3) and label.shape == (size, size)
