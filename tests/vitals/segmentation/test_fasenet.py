"""Crops, and the network itself on a face that it was not trained on."""

from functools import cache

import numpy as np
import pytest
from skimage import data

from vitals.segmentation.faces import find_faces
from vitals.segmentation.fasenet import FaSeNet, Label, Square, cut
from vitals.types import Image

FACE = Square.around(225, 125, 180)  # of the astronaut


@cache
def net() -> FaSeNet:
    return FaSeNet()


def ramp(width: int = 64, height: int = 48) -> Image:
    """Red grows by 3 a column, green by 4 a row."""
    x, y = np.meshgrid(np.arange(width), np.arange(height))
    return np.dstack([3 * x, 4 * y, np.zeros_like(x)]).astype(np.uint8)


def test_a_crop_of_the_same_size_is_the_picture() -> None:
    assert np.array_equal(cut(ramp(), Square(8, 4, 32), 32), ramp()[4:36, 8:40])


def test_a_crop_between_the_pixels_lies_between_them() -> None:
    shifted = cut(ramp(), Square(8 + 1 / 3, 4.25, 32), 32)
    assert np.array_equal(shifted, ramp()[4:36, 8:40] + np.array([1, 1, 0], np.uint8))


@pytest.mark.parametrize("side", [96.0, 100.0, 131.5])
def test_shrinking_averages_instead_of_skipping(side: float) -> None:
    """A chequer board of single pixels is grey from far away, not a pattern of its own."""
    board = np.repeat((np.indices((160, 160)).sum(axis=0) % 2 * 200).astype(np.uint8)[..., None], 3, 2)
    small = cut(board, Square(5, 5, side), 32)
    assert small[2:-2, 2:-2].std() < 20


def test_shrinking_keeps_places() -> None:
    small = cut(ramp(), Square(0, 0, 48), 16).astype(float)
    assert small[8, 8, :2] == pytest.approx([3 * (8.5 * 3 - 0.5), 4 * (8.5 * 3 - 0.5)], abs=1)


def test_beyond_the_border_it_is_black() -> None:
    outside = cut(np.full((48, 64, 3), 90, np.uint8), Square.whole(ramp()), 64)
    assert not outside[:7].any() and not outside[-7:].any()
    assert (outside[9:-9] == 90).all()


def test_probabilities_are_those_of_twelve_classes() -> None:
    maps = net()([data.astronaut()] * 2, [FACE, Square.whole(data.astronaut())])
    size = net().manifest.output_size
    assert maps.shape == (2, len(Label), size, size)
    assert maps.sum(axis=1) == pytest.approx(1, abs=1e-4)


def test_a_batch_gives_what_single_pictures_give() -> None:
    picture, squares = data.astronaut(), [FACE, Square.around(230, 120, 200)]
    together = net()([picture] * 2, squares)
    alone = np.concatenate([net()([picture], [square]) for square in squares])
    assert together == pytest.approx(alone, abs=1e-4)


def test_the_features_of_a_face_are_where_they_are() -> None:
    (face,) = find_faces(net()([data.astronaut()], [FACE])[0], FACE)
    assert face.is_certain
    assert face.box.holds((225, 140))
    labels = face.probabilities.argmax(axis=0)

    def at(x: float, y: float) -> int:
        cells = face.probabilities.shape[-1] / FACE.side
        return int(labels[int((y - FACE.y) * cells), int((x - FACE.x) * cells)])

    assert at(224, 122) == Label.NOSE
    assert at(223, 146) == Label.MOUTH
    assert at(250, 130) == Label.SKIN
