"""Bins by individual typology angle."""

import numpy as np
import pytest
from skimage.color import rgb2lab

from models.fasenet.classes import CLASS_COUNT, FACE_SKIN, bits
from models.fasenet.evaluation.skin_tone import ENOUGH_PICTURES, tone_figures, typology_angle_deg
from models.fasenet.sources import Sample


def sample(rgb):
    return Sample("1", np.full((4, 4, 3), rgb, np.uint8), np.full((4, 4), bits(FACE_SKIN), np.uint16))


def matrices(count, right):
    """Pictures with 100 pixels of skin, so many of them right."""
    each = np.zeros((count, CLASS_COUNT, CLASS_COUNT), np.int64)
    each[:, FACE_SKIN, FACE_SKIN], each[:, FACE_SKIN, 0] = right, 100 - right
    return each


def test_angle_agrees_with_another_library():
    lightness, _, yellow = rgb2lab(np.array([198, 146, 118]) / 255)
    expected = np.degrees(np.arctan2(lightness - 50, yellow))
    assert typology_angle_deg(sample((198, 146, 118))) == pytest.approx(expected, abs=0.5)


def test_darker_skin_has_a_smaller_angle():
    tones = [(241, 206, 184), (198, 146, 118), (117, 74, 53), (74, 46, 35)]
    angles = [typology_angle_deg(sample(tone)) for tone in tones]
    assert angles == sorted(angles, reverse=True)


def test_only_labelled_skin_counts():
    given = sample((198, 146, 118))
    picture, label = given.picture.copy(), given.label.copy()
    picture[2:], label[2:] = 0, bits(0)
    assert typology_angle_deg(Sample("1", picture, label)) == pytest.approx(typology_angle_deg(given))


def test_no_skin_has_no_angle():
    assert np.isnan(
        typology_angle_deg(Sample("1", np.zeros((2, 2, 3), np.uint8), np.ones((2, 2), np.uint16)))
    )


def test_gap_is_between_the_outer_bins_that_have_enough_pictures():
    angles = np.repeat([60.0, 0.0, -50.0], [ENOUGH_PICTURES, ENOUGH_PICTURES, ENOUGH_PICTURES - 1])
    each = np.concatenate([
        matrices(ENOUGH_PICTURES, 90), matrices(ENOUGH_PICTURES, 80), matrices(ENOUGH_PICTURES - 1, 10)
    ])  # fmt: skip
    found = tone_figures(angles, each)
    assert found["gap"]["between"] == ["very light", "brown"]
    assert found["gap"]["value"] == pytest.approx(0.1)
    assert found["bins"]["dark"]["pictures"] == ENOUGH_PICTURES - 1


def test_one_bin_alone_has_no_gap():
    assert tone_figures(np.full(ENOUGH_PICTURES, 60.0), matrices(ENOUGH_PICTURES, 90))["gap"] is None
