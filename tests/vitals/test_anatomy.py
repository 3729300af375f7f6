"""The axes of a face."""

import cv2
import numpy as np
import pytest

from tests.vitals.segmentation.painted import nobody, paint, read_painting
from vitals.anatomy import Anatomy
from vitals.segmentation.faces import Face, find_faces
from vitals.segmentation.fasenet import Label, Square
from vitals.types import Image

SQUARE = Square.around(160, 120, 200)


def face_in(picture: Image, *without: Label) -> Face:
    maps = read_painting([picture], [SQUARE])[0]
    for label in without:
        maps[Label.SKIN] += maps[label]
        maps[label] = 0
    (face,) = find_faces(maps, SQUARE)
    return face


def test_eyes_and_mouth_are_where_they_were_painted() -> None:
    anatomy = Anatomy.of(face_in(paint(nobody(), 160, 120, 120)))
    assert anatomy is not None
    assert anatomy.eyes == pytest.approx([160, 108], abs=1)
    assert anatomy.mouth == pytest.approx([160, 120 + 0.27 * 120], abs=1)


def test_it_turns_with_the_head() -> None:
    turn = cv2.getRotationMatrix2D((160, 120), 25, 1)
    turned = cv2.warpAffine(paint(nobody(), 160, 120, 120), turn, (320, 240), flags=cv2.INTER_NEAREST)
    anatomy = Anatomy.of(face_in(turned))
    assert anatomy is not None
    down = anatomy.mouth - anatomy.eyes
    assert np.degrees(np.arctan2(down[0], down[1])) == pytest.approx(25, abs=3)


def test_the_nose_stands_in_for_a_hidden_mouth() -> None:
    picture = paint(nobody(), 160, 120, 120)
    whole, masked = Anatomy.of(face_in(picture)), Anatomy.of(face_in(picture, Label.MOUTH))
    assert whole is not None and masked is not None
    assert masked.mouth == pytest.approx(whole.mouth, abs=14)


def test_the_brows_stand_in_for_hidden_eyes() -> None:
    picture = paint(nobody(), 160, 120, 120)
    whole, hidden = Anatomy.of(face_in(picture)), Anatomy.of(face_in(picture, Label.EYES))
    assert whole is not None and hidden is not None
    assert hidden.eyes == pytest.approx(whole.eyes, abs=6)


def test_without_anything_below_the_eyes_there_are_no_axes() -> None:
    assert Anatomy.of(face_in(paint(nobody(), 160, 120, 120), Label.MOUTH, Label.NOSE)) is None


def test_coordinates_are_zero_at_the_eyes_and_one_at_the_mouth() -> None:
    anatomy = Anatomy(np.array([100.0, 50.0]), np.array([110.0, 90.0]))
    across, down = anatomy.coordinates(np.array([100.0, 110.0]), np.array([50.0, 90.0]))
    assert across == pytest.approx([0, 0])
    assert down == pytest.approx([0, 1])


def test_right_in_the_picture_is_positive() -> None:
    anatomy = Anatomy(np.array([100.0, 50.0]), np.array([100.0, 90.0]))
    across, _ = anatomy.coordinates(np.array([140.0]), np.array([50.0]))
    assert across == pytest.approx([1])
