"""Faces in a map: the same ones whatever the number of cells."""

import cv2
import numpy as np
import pytest

from tests.vitals.segmentation.painted import nobody, paint, read_painting
from vitals.segmentation.faces import find_faces
from vitals.segmentation.fasenet import Probabilities, Square

SQUARE = Square.around(160, 120, 240)


def seen(height: float, cells: int) -> Probabilities:
    """A painted face as a network with so many cells would give it."""
    maps = read_painting([paint(nobody(), 160, 120, height)], [SQUARE])[0]
    return np.stack([cv2.resize(one, (cells, cells), interpolation=cv2.INTER_AREA) for one in maps])


@pytest.mark.parametrize("cells", [32, 64, 80, 112])
def test_a_face_has_one_box_and_area_at_any_output_size(cells: int) -> None:
    (face,) = find_faces(seen(120, cells), SQUARE)
    (usual,) = find_faces(seen(120, 64), SQUARE)
    ends = [(one.box.x, one.box.y, one.box.width, one.box.height) for one in (face, usual)]
    assert ends[0] == pytest.approx(ends[1], abs=2.5)
    assert face.area_px == pytest.approx(usual.area_px, rel=0.03)


@pytest.mark.parametrize("cells", [64, 80, 112])
def test_a_speck_is_one_at_any_output_size(cells: int) -> None:
    assert not find_faces(seen(12, cells), SQUARE, from_far=True)
    assert find_faces(seen(24, cells), SQUARE, from_far=True)


def test_skin_without_features_is_a_face_only_from_far() -> None:
    maps = np.zeros((12, 64, 64), np.float32)
    maps[0] = 1
    maps[0, 20:44, 22:42], maps[1, 20:44, 22:42] = 0, 1
    assert not find_faces(maps, SQUARE)
    assert len(find_faces(maps, SQUARE, from_far=True)) == 1
