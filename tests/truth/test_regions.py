"""The region study's own arithmetic."""

import numpy as np
import pytest

from tests.truth.region_scores import interval
from tests.truth.region_traces import mean_under, mixed, patch_worth, whole_box
from tests.truth.region_videos import BREATH, HEART, videos
from tests.vitals.shared_data import TRACES, needs_traces
from vitals.types import REGIONS, Trace

T_S = np.arange(300) / 30


def test_the_whole_box_is_the_centre_made_wider() -> None:
    centre = np.zeros((40, 60), bool)
    centre[10:30, 20:32] = True
    rows, columns = np.nonzero(whole_box(centre))
    assert (rows.min(), rows.max(), columns.min(), columns.max()) == (10, 29, 16, 35)


def test_no_box_stays_no_box() -> None:
    assert not whole_box(np.zeros((4, 4), bool)).any()


def test_a_mean_is_weighted() -> None:
    picture = np.zeros((2, 2, 3), np.uint8)
    picture[0, 0], picture[1, 1] = (10, 20, 30), (50, 60, 70)
    weights = np.array([[3.0, 0.0], [0.0, 1.0]])
    assert mean_under(picture, weights) == pytest.approx([20, 30, 40])


def test_nothing_has_no_colour() -> None:
    assert np.isnan(mean_under(np.ones((2, 2, 3), np.uint8), np.zeros((2, 2)))).all()


def test_a_patch_that_is_not_always_seen_is_left_out() -> None:
    patches = np.ones((5, 2, 3))
    patches[:, 1] = 3
    patches[2, 1] = np.nan
    assert (mixed(patches, np.ones(2)) == 1).all()


def test_a_patch_with_a_pulse_is_worth_more_than_one_with_noise() -> None:
    noise = np.random.default_rng(1).normal(0, 0.5, (len(T_S), len(REGIONS), 3))
    rgb = 120 + noise
    rgb[:, 2] += np.sin(2 * np.pi * 1.2 * T_S)[:, None]
    trace = Trace.of_skin(T_S, rgb[:, 0])
    trace.rgb[:] = rgb
    assert patch_worth(trace).argmax() == 1


def test_the_interval_is_around_the_mean_of_what_is_known() -> None:
    mean, low, high = interval(np.array([1.0, 2.0, 3.0, np.nan]))
    assert mean == 2 and 1 <= low < 2 < high <= 3


@needs_traces
def test_every_trace_of_the_study_is_there() -> None:
    chosen = videos(TRACES, 30, 45)
    assert all(video.trace.is_file() for video in chosen)
    assert len(chosen) == 2 * len(HEART) + len(BREATH)
