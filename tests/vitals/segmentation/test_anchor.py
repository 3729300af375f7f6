"""Where a face has gone: moved by code, found again."""

from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from skimage import data

from vitals.segmentation.anchor import Anchor
from vitals.types import Image

BOX = (110.0, 50.0, 90.0, 120.0)


def scene(right: float = 0.0, down: float = 0.0, gain: float = 1.0, fold: int = 1) -> Image:
    """The astronaut's head in a frame of 320x240 (times `fold`), moved."""
    scale = 0.9 * fold
    matrix = np.array([[scale, 0, -45 * fold + right], [0, scale, 10 * fold + down]])
    size = (320 * fold, 240 * fold)
    moved = cv2.warpAffine(data.astronaut(), matrix, size, flags=cv2.INTER_CUBIC)
    noise = np.random.default_rng(7).normal(0, 1.5, moved.shape)
    return np.clip(np.rint(gain * moved + noise), 0, 255).astype(np.uint8)


def anchored(box: Sequence[float] = BOX, fold: int = 1) -> Anchor:
    x, y, width, height = (fold * side for side in box)
    anchor = Anchor.on(scene(fold=fold), (x, y, width, height))
    assert anchor is not None
    return anchor


@pytest.mark.parametrize("right, down", [(0, 0), (0.25, -0.4), (3.6, 2.2), (-8.5, 5.1)])
def test_a_move_is_found_to_a_tenth_of_a_pixel(right: float, down: float) -> None:
    found = anchored().follow(scene(right, down))
    assert found is not None
    assert found.moved_px == pytest.approx((right, down), abs=0.1)


def test_a_face_that_moves_on_is_followed_from_where_it_was() -> None:
    anchor: Anchor | None = anchored()
    for step in range(1, 5):
        assert anchor is not None
        anchor = anchor.follow(scene(right=9.0 * step))
    assert anchor is not None
    assert anchor.moved_px == pytest.approx((36, 0), abs=0.2)


def test_light_is_no_movement() -> None:
    found = anchored().follow(scene(gain=0.8))
    assert found is not None
    assert found.moved_px == pytest.approx((0, 0), abs=0.05)


def test_a_large_face_is_shrunk_and_still_followed() -> None:
    anchor = anchored(fold=4)
    assert max(anchor.patch.shape) <= 80
    found = anchor.follow(scene(5.0, -7.0, fold=4))
    assert found is not None
    assert found.moved_px == pytest.approx((5, -7), abs=0.4)


def test_a_covered_face_is_not_followed() -> None:
    covered = scene()
    covered[40:180, 100:210] = np.random.default_rng(1).integers(0, 255, (140, 110, 3))
    assert anchored().follow(covered) is None


def test_a_face_at_the_border_has_no_anchor() -> None:
    assert Anchor.on(scene(), (-20, 50, 90, 120)) is None


def test_a_face_that_leaves_the_frame_is_not_followed() -> None:
    anchor: Anchor | None = anchored((20, 50, 90, 120))
    for step in range(1, 8):
        anchor = anchor and anchor.follow(scene(right=-6.0 * step))
    assert anchor is None


def test_it_goes_on_from_its_packed_form() -> None:
    anchor = anchored().follow(scene(2.5, 1.0))
    assert anchor is not None
    again = Anchor.unpacked(anchor.packed())
    assert again.follow(scene(4.0, 1.0)).moved_px == anchor.follow(scene(4.0, 1.0)).moved_px  # type: ignore[union-attr]
