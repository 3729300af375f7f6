"""Intervals over pictures."""

import numpy as np
import pytest

from models.fasenet.evaluation import bootstrap
from models.fasenet.metrics import intersection_over_union, pixel_accuracy


@pytest.fixture
def each():
    """[60, 2, 2] pictures of 100 pixels, of which 70 to 100 are right."""
    wrong = np.random.default_rng(1).integers(0, 31, 60)
    return np.array([[[50, 0], [w, 50 - w]] for w in wrong])


def test_interval_holds_the_value_of_all_pictures(each):
    found = bootstrap.of_matrices(each, pixel_accuracy)
    assert found["value"] == pytest.approx(1 - each[:, 1, 0].sum() / each.sum())
    assert found["low"] < found["value"] < found["high"]


def test_interval_is_the_same_in_every_run(each):
    assert bootstrap.of_matrices(each, pixel_accuracy) == bootstrap.of_matrices(each, pixel_accuracy)


def test_interval_is_about_as_wide_as_the_central_limit_says(each):
    found = bootstrap.of_matrices(each, pixel_accuracy)
    expected = 2 * 1.96 * (each[:, 1, 0] / 100).std() / np.sqrt(len(each))
    assert found["high"] - found["low"] == pytest.approx(expected, rel=0.15)


def test_equal_pictures_have_an_interval_without_width():
    each = np.repeat([[[3, 1], [2, 4]]], 20, axis=0)
    found = bootstrap.of_matrices(each, lambda m: intersection_over_union(m)[..., 1])
    assert found == {"value": 4 / 7, "low": pytest.approx(4 / 7), "high": pytest.approx(4 / 7)}


def test_classes_that_are_not_in_the_truth_have_no_figure():
    each = np.array([[[4, 1], [0, 0]]])
    assert list(bootstrap.per_class(each, intersection_over_union, ["there", "absent"])) == ["there"]


def test_no_hit_at_all_still_leaves_doubt():
    found = bootstrap.share(np.zeros(100, bool))
    assert found["value"] == 0 and found["low"] == 0
    assert found["high"] == pytest.approx(0.037, abs=1e-3)
