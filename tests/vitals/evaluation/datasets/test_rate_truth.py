"""Truth over a window: means, silence, events."""

import numpy as np
import pytest

from vitals.errors import DatasetError
from vitals.evaluation.datasets.rate_truth import Origin, RateTruth


def test_truth_is_the_mean_over_the_trailing_window() -> None:
    truth = RateTruth.of_device(np.arange(60.0), 50.0 + np.arange(60.0), 40, 240)
    assert truth.over(30.0, 10.0) == pytest.approx(50 + np.mean(range(21, 31)))


def test_what_lies_outside_the_limits_of_the_body_is_silence() -> None:
    truth = RateTruth.of_device(np.arange(10.0), np.array([70.0] * 6 + [0, 255, 0, 255]), 40, 240)
    assert truth.over(9.0, 10.0) == 70


def test_a_sensor_silent_for_more_than_half_of_the_window_says_nothing() -> None:
    truth = RateTruth.of_device(np.arange(10.0), np.array([70.0] * 4 + [0.0] * 6), 40, 240)
    assert np.isnan(truth.over(9.0, 10.0))


def test_the_mean_of_events_is_their_count_over_the_time() -> None:
    beats_s = np.cumsum(np.tile([0.6, 1.2], 30))
    truth = RateTruth.of_events(beats_s, 40, 240)
    assert truth.over(50.0, 36.0) == pytest.approx(60 / 0.9, rel=0.01)


def test_an_interval_that_no_body_has_is_silence() -> None:
    truth = RateTruth.of_events(np.array([0.0, 1, 2, 3, 13, 14]), 40, 240)
    assert np.isnan(truth.over(12.0, 5.0)) and truth.over(3.0, 2.0) == 60


def test_one_mean_for_the_record_holds_at_all_times() -> None:
    truth = RateTruth.of_mean(64.0, 40, 240)
    assert truth.over(5.0, 10.0) == truth.over(500.0, 10.0) == 64
    assert truth.origin is Origin.MEAN


def test_a_mean_that_no_body_has_is_silence() -> None:
    assert all(np.isnan(RateTruth.of_mean(rate, 40, 240).over(5.0, 10.0)) for rate in (0, -5, 1e9, np.nan))


def test_a_rate_without_its_time_is_refused() -> None:
    with pytest.raises(DatasetError, match="3 times and 1 rates: give each rate its time"):
        RateTruth.of_device(np.arange(3.0), np.array([70.0]), 40, 240)


def test_events_in_other_units_are_refused_before_they_fill_the_memory() -> None:
    with pytest.raises(DatasetError, match=r"events from 0 to 1e\+09 s: give seconds"):
        RateTruth.of_events(np.array([0.0, 1e9]), 40, 240)


def test_fewer_than_two_events_say_nothing() -> None:
    assert np.isnan(RateTruth.of_events(np.array([3.0]), 40, 240).over(5.0, 10.0))
