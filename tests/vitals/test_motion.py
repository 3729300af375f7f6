"""Rise of shoulders and head in moving patterns of known shift."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from scipy import ndimage

from vitals import motion
from vitals.motion import Band, Rise
from vitals.segmentation.faces import Box
from vitals.types import Image

FACE = Box(120, 50, 80, 100)
T_S = np.arange(0, 8, 1 / 15)


def _pattern(seed: int = 3) -> Image:
    rough = np.random.default_rng(seed).standard_normal((260, 320)).astype(np.float32)
    return np.clip(110 + 400 * cv2.GaussianBlur(rough, (0, 0), 4), 0, 255).astype(np.uint8)


PATTERN = _pattern()


def film(rise_px: float, noise: float = 1.5, seed: int = 0, light: float = 1.0) -> Image:
    """The pattern, raised; sub-pixel, with sensor noise before rounding."""
    moved = ndimage.shift(PATTERN.astype(float), (-rise_px, 0), mode="nearest")[:240]
    noisy = light * moved + np.random.default_rng(seed).normal(0, noise, moved.shape)
    return np.repeat(np.clip(np.rint(noisy), 0, 255).astype(np.uint8)[..., None], 3, 2)


def followed(pictures: Callable[[int], Image], count: int, face: Box = FACE) -> np.ndarray:
    state: Rise | None = None
    rises = []
    for index in range(count):
        picture = pictures(index)
        state = motion.follow(picture, motion.shoulders(face, picture), state)
        state = Rise.unpacked(state.packed()) if state else None
        rises.append(state.rise_px if state else np.nan)
    return np.array(rises)


@pytest.mark.parametrize("breath_px", [0.3, 1.0, 3.0])
def test_breaths_are_resolved_to_their_size(breath_px: float) -> None:
    truth = breath_px / 2 * np.sin(2 * np.pi * 0.25 * T_S)
    rises = followed(lambda i: film(truth[i], seed=i), len(T_S))
    assert np.corrcoef(rises, truth)[0, 1] > 0.97
    assert np.std(rises) == pytest.approx(np.std(truth), rel=0.12)


def test_up_is_positive() -> None:
    assert followed(film, 4)[-1] == pytest.approx(3, abs=0.15)


def test_a_long_way_is_followed_by_changing_references() -> None:
    way = np.linspace(0, 14, 80)
    assert followed(lambda i: film(way[i], seed=i), 80)[-1] == pytest.approx(14, abs=0.7)


def test_light_that_changes_is_not_motion() -> None:
    light = 1 + 0.1 * np.sin(2 * np.pi * 0.3 * T_S)
    rises = followed(lambda i: film(0, seed=i, light=light[i]), 100)
    assert np.ptp(rises) < 0.1


def test_stillness_is_still() -> None:
    assert np.std(followed(lambda i: film(0, seed=i), 60)) < 0.03


def test_shoulders_out_of_the_picture_are_not_known() -> None:
    low = Box(120, 110, 100, 115)
    assert np.isnan(followed(lambda i: film(0, seed=i), 3, low)).all()


def test_a_plain_wall_below_the_chin_is_not_known() -> None:
    wall = np.full((240, 320, 3), 128, np.uint8)
    assert np.isnan(followed(lambda _: wall, 3)).all()


def test_another_picture_begins_where_the_last_one_ended() -> None:
    other = np.repeat(_pattern(9)[:240, :, None], 3, 2)
    rises = followed(lambda i: film(i / 10, seed=i) if i < 20 else other, 30)
    assert rises[20:] == pytest.approx(rises[19], abs=0.1)


def test_a_wide_frame_is_shrunk_and_its_scale_told() -> None:
    small, scale = motion.shrink(np.zeros((480, 640, 3), np.uint8))
    assert small.shape == (240, 320, 3)
    assert scale == 2


def test_a_band_stays_inside_the_picture() -> None:
    band = motion.shoulders(Box(-20, 20, 100, 120), film(0))
    assert band is not None
    assert band.x >= 0 and band.x + band.width <= 320 and band.y + band.height <= 240


def test_a_person_who_moves_aside_gets_a_new_band() -> None:
    picture = film(0)
    first = motion.follow(picture, Band(40, 150, 120, 80), None)
    moved = motion.follow(picture, Band(180, 150, 120, 80), first)
    assert first is not None and moved is not None
    assert moved.band.x == 180 and moved.rise_px == first.rise_px
