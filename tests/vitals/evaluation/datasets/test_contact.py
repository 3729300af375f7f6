"""Rates out of contact waves of known rates."""

import numpy as np
import pytest

from tests.vitals.evaluation.datasets import made_up
from vitals.evaluation.datasets.contact import breath_rate_of_wave, heart_rate_of_ecg, heart_rate_of_pulse


def times(fs_hz: float, seconds: float = 60.0) -> np.ndarray:
    return np.arange(round(fs_hz * seconds)) / fs_hz


@pytest.mark.parametrize("rate_bpm", [45, 60, 90, 120, 150, 180])
@pytest.mark.parametrize("fs_hz", [30, 64, 256])
def test_a_pulse_wave_gives_its_rate(rate_bpm: float, fs_hz: float) -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, round(fs_hz * 60))
    truth = heart_rate_of_pulse(times(fs_hz), made_up.wave(rate_bpm, fs_hz) + noise)
    assert truth.over(40.0, 10.0) == pytest.approx(rate_bpm, abs=1.0)


@pytest.mark.parametrize("rate_bpm", [50, 72, 110, 150])
@pytest.mark.parametrize("sign", [1, -1])
def test_an_ecg_of_either_polarity_gives_its_rate(rate_bpm: float, sign: int) -> None:
    truth = heart_rate_of_ecg(times(256), sign * made_up.ecg(rate_bpm, 256))
    assert truth.over(40.0, 10.0) == pytest.approx(rate_bpm, abs=0.5)


@pytest.mark.parametrize("rate_bpm", [6, 12, 20, 30, 45])
def test_a_breath_wave_gives_its_rate(rate_bpm: float) -> None:
    noise = np.random.default_rng(1).normal(0, 0.1, 25 * 120)
    truth = breath_rate_of_wave(times(25, 120), made_up.wave(rate_bpm, 25, 120) + noise)
    assert truth.over(100.0, 60.0) == pytest.approx(rate_bpm, abs=0.4)


def test_rest_and_exercise_in_one_record_keep_their_own_rates() -> None:
    both = np.concatenate([made_up.wave(60, 60), made_up.wave(150, 60)])
    truth = heart_rate_of_pulse(times(60, 120), both)
    assert truth.over(50.0, 10.0) == pytest.approx(60, abs=1)
    assert truth.over(110.0, 10.0) == pytest.approx(150, abs=1)


def test_jittered_times_do_not_change_the_rate() -> None:
    t_s = np.sort(times(60) + np.random.default_rng(2).normal(0, 0.004, 3600))
    truth = heart_rate_of_pulse(t_s, np.cos(2 * np.pi * 1.2 * t_s))
    assert truth.over(40.0, 10.0) == pytest.approx(72, abs=1)


def test_a_flat_wave_has_no_rate() -> None:
    assert np.isnan(heart_rate_of_pulse(times(60), np.ones(3600)).over(30.0, 10.0))
    assert np.isnan(heart_rate_of_pulse(times(60)[:2], np.ones(2)).over(30.0, 10.0))
