"""Clocks of two devices."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import numpy as np
import pytest

from vitals.errors import NoLag, ReferenceFileError
from vitals.kind import Kind
from vitals.references import (
    ReferenceSeries,
    Source,
    SyncMethod,
    by_clock,
    by_offset,
    by_rates,
    mean_bpm,
    shifted,
)
from vitals.types import Float

START = datetime(2026, 11, 23, 9, 30, tzinfo=UTC)


def reference(values: Float, started_at: datetime | None = None) -> ReferenceSeries:
    return ReferenceSeries(Kind.HEART_RATE, np.arange(len(values)) * 1.0, values, Source.DEVICE, started_at)


def heart(seconds: int, seed: int = 0, wander_bpm: float = 1.0) -> Float:
    """A rate that wanders, as hearts do."""
    steps = np.random.default_rng(seed).normal(0, wander_bpm, seconds)
    return np.asarray(75 + np.cumsum(steps) - np.linspace(0, steps.sum(), seconds))


def measured(of: ReferenceSeries, from_s: float, seconds: int, noise_bpm: float = 1.0) -> tuple[Float, Float]:
    """What a camera says of the same heart, whose clock began `from_s` later."""
    t_s = np.arange(10.0, seconds + 1)
    true_bpm = np.array([mean_bpm(of, from_s + t, 10.0) or np.nan for t in t_s])
    return t_s, true_bpm + np.random.default_rng(1).normal(0, noise_bpm, len(t_s))


def test_two_times_of_day_give_the_offset() -> None:
    found = by_clock(reference(heart(60), START + timedelta(seconds=12.5)), START)
    assert (found.offset_s, found.method) == (12.5, SyncMethod.CLOCK)


def test_a_file_without_a_time_of_day_cannot_go_by_the_clock() -> None:
    with pytest.raises(ReferenceFileError, match="no time of day"):
        by_clock(reference(heart(60)), START)


def test_a_file_of_another_day_is_refused() -> None:
    with pytest.raises(ReferenceFileError, match="time zone"):
        by_clock(reference(heart(60), START - timedelta(days=1)), START)


def test_an_offset_is_added_to_the_times_and_what_lies_outside_is_left_out() -> None:
    found = shifted(reference(heart(100)), by_offset(-20.0), duration_s=60.0)
    assert (found.t_s[0], found.t_s[-1]) == (0.0, 60.0)


def test_an_offset_that_leaves_nothing_in_the_session_is_refused() -> None:
    with pytest.raises(ReferenceFileError, match="check the offset"):
        shifted(reference(heart(100)), by_offset(500.0), duration_s=60.0)


@pytest.mark.parametrize("offset_s", [float("nan"), 1e9])
def test_an_offset_that_cannot_be_is_refused(offset_s: float) -> None:
    with pytest.raises(ReferenceFileError, match="give at most"):
        by_offset(offset_s)


def test_the_start_of_a_shifted_series_is_that_of_the_session() -> None:
    series = reference(heart(60), START + timedelta(seconds=12.5))
    assert shifted(series, by_clock(series, START)).started_at == START


@pytest.mark.parametrize("lag_s", [-70.0, -8.0, 0.0])
def test_the_lag_is_found_from_rates_that_change(lag_s: float) -> None:
    series = reference(heart(300, seed=3))
    found = by_rates(series, *measured(series, -lag_s, 120))
    assert found.offset_s == pytest.approx(lag_s, abs=1.5)
    assert found.confidence is not None and found.confidence > 0.3


def test_a_steady_heart_does_not_tell_the_lag() -> None:
    series = reference(heart(300, wander_bpm=0.02))
    with pytest.raises(NoLag, match="says nothing"):
        by_rates(series, *measured(series, 60, 120, noise_bpm=0.1))


def test_a_heart_that_repeats_itself_does_not_tell_the_lag() -> None:
    series = reference(75 + 8 * np.sin(2 * np.pi * np.arange(400.0) / 40))
    with pytest.raises(NoLag, match="nearly as well elsewhere"):
        by_rates(series, *measured(series, 100, 120))


def test_two_hearts_have_no_lag() -> None:
    with pytest.raises(NoLag):
        by_rates(reference(heart(300, seed=5)), *measured(reference(heart(300, seed=6)), 60, 120))


def test_a_wrong_lag_is_not_given() -> None:
    """Of many hearts, those whose lag is given have the right one."""
    given = []
    for seed in range(30):
        series = reference(heart(260, seed=seed, wander_bpm=0.8))
        try:
            given.append(by_rates(series, *measured(series, 60, 60)).offset_s)
        except NoLag:
            continue
    assert len(given) >= 5
    assert np.abs(np.array(given) + 60).max() <= 2.0


def test_the_mean_of_a_window_is_that_of_its_seconds() -> None:
    series = reference(np.arange(60.0, 80.0))
    assert mean_bpm(series, 10.0, 4.0) == pytest.approx(68.5)  # seconds 7, 8, 9 and 10


def test_a_window_without_a_value_has_no_mean() -> None:
    assert mean_bpm(reference(heart(10)), 60.0, 10.0) is None
