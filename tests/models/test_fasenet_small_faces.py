"""Composites of a cut-out person on a photograph, and what counts as found."""

import numpy as np
import pytest

from models.fasenet.cache import face_box
from models.fasenet.classes import CLASS_BITS, FACE_SKIN, bits
from models.fasenet.evaluation.found_faces import found_figures, skin_matrix
from models.fasenet.evaluation.small_faces import (
    FACE_PX,
    FRAME,
    as_sent,
    composites,
    live_frames,
    noise_field,
    small_faces,
)
from tests.models.made_up_person import blind_segmenter, colour_segmenter, person

EMPTY = [np.full((321, 481, 3), (30, 60, 160), np.uint8), np.full((481, 321, 3), (20, 90, 60), np.uint8)]


@pytest.fixture
def composite():
    return next(composites([person()], EMPTY[:1], 1))


def test_face_is_sixty_pixels_high(composite):
    _, top, _, bottom = face_box(composite.label)
    assert bottom - top == pytest.approx(FACE_PX, abs=1)
    assert composite.picture.shape == (*FRAME, 3)


def test_labels_lie_on_the_person(composite):
    skin = composite.label & CLASS_BITS == bits(FACE_SKIN)
    assert np.median(composite.picture[skin], axis=0) == pytest.approx([210, 150, 120], abs=3)


def test_everything_but_the_person_is_background_of_the_photograph(composite):
    background = composite.label == bits(0)
    assert background.mean() > 0.9
    assert np.median(composite.picture[background], axis=0) == pytest.approx([30, 60, 160])


def test_composites_are_the_same_in_every_run():
    one, two = (list(composites([person()], EMPTY, 3)) for _ in range(2))
    assert all((a.picture == b.picture).all() and a.centre == b.centre for a, b in zip(one, two, strict=True))
    assert one[0].centre != one[1].centre


def test_live_frames_differ_by_noise_only(composite):
    rng = np.random.default_rng(0)
    first, second, *_ = (f.astype(int) for f in live_frames(composite, noise_field(rng), rng))
    assert 2 < (first - second).std() < 4
    assert abs((first - second).mean()) < 0.05


def test_page_sends_a_smaller_frame(composite):
    assert as_sent(composite.picture).shape == (240, 320, 3)


def test_a_network_that_knows_the_colours_finds_every_face():
    found = small_faces([person()], EMPTY, colour_segmenter, 6)["ways"]
    assert all(row["found"]["value"] == 1 for row in found.values())
    assert found["tracker, 640x480"]["skin_iou"]["value"] > 0.85


def test_a_blind_network_finds_nothing():
    found = small_faces([person()], EMPTY, blind_segmenter, 3)["ways"]["tracker, 640x480"]
    assert found["found"]["value"] == 0 and found["nothing"]["value"] == 1
    assert found["skin_iou"]["value"] == 0 and found["skin_iou_found"] is None


def test_a_face_elsewhere_is_not_found(composite):
    moved = np.roll(composite.label & CLASS_BITS == bits(FACE_SKIN), 150, axis=1)
    each = skin_matrix(composite.label, np.where(moved, FACE_SKIN, 0).astype(np.uint8))[None]
    found = found_figures(each)
    assert found["found"]["value"] == 0 and found["nothing"]["value"] == 0
