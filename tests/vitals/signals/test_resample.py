import numpy as np
import pytest

from vitals.signals.resample import present, resample, unbroken


def sine(t_s, rate_hz=1.2):
    return np.sin(2 * np.pi * rate_hz * t_s)


def test_it_restores_a_sine_from_jittering_capture_times():
    rng = np.random.default_rng(1)
    t_s = np.sort(np.arange(0, 12, 1 / 30) + rng.normal(0, 0.005, 360))
    wave = resample(t_s, sine(t_s), 11.9, 10)
    inner = slice(5, -5)
    assert np.abs(wave.v[inner] - sine(wave.t_s[inner])).max() < 0.03


def test_the_grid_ends_at_the_newest_sample_and_is_uniform():
    t_s = np.arange(0, 10, 0.04)
    wave = resample(t_s, sine(t_s), 9.9, 5)
    assert wave.t_s[-1] == pytest.approx(9.88)
    assert np.diff(wave.t_s[1:]) == pytest.approx(1 / 30)


def test_nothing_after_the_end_is_looked_at():
    t_s = np.arange(0, 10, 1 / 30)
    late = np.where(t_s > 6, 99.0, 1.0)
    assert resample(t_s, late, 6.0, 5).v.max() == 1.0


def test_a_hole_breaks_the_window_and_the_newest_part_stays():
    t_s = np.concatenate((np.arange(0, 5, 1 / 30), np.arange(5.6, 10, 1 / 30)))
    wave = resample(t_s, sine(t_s), 10, 10)
    assert wave.t_s[0] == pytest.approx(5.6, abs=0.04)


def test_a_hole_of_half_a_second_is_bridged():
    t_s = np.concatenate((np.arange(0, 5.01, 0.05), np.arange(5.45, 10, 0.05)))
    assert resample(t_s, sine(t_s), 10, 9.8).duration_s == pytest.approx(9.8, abs=0.1)


def test_a_window_whose_samples_ended_long_ago_is_empty():
    t_s = np.arange(0, 5, 1 / 30)
    assert resample(t_s, sine(t_s), 6, 10).duration_s == 0


def test_missing_samples_are_left_out():
    t_s = np.arange(0, 10, 1 / 30)
    v = sine(t_s)
    v[::7] = np.nan
    wave = resample(t_s, v, 9.9, 9)
    assert np.abs(wave.v - sine(wave.t_s)).max() < 0.05


def test_samples_of_one_time_become_their_mean():
    t_s, v = present(np.array([0.0, 1.0, 1.0, 2.0]), np.array([5.0, 1.0, 3.0, 7.0]))
    assert t_s.tolist() == [0, 1, 2]
    assert v.tolist() == [5, 2, 7]


def test_colour_rows_of_one_time_become_their_mean():
    _, v = present(np.array([0.0, 0.0, 1.0]), np.array([[1.0, 2.0], [3.0, 4.0], [9.0, 9.0]]))
    assert v.tolist() == [[2, 3], [9, 9]]


def test_all_samples_missing_gives_an_empty_stretch():
    t_s = np.arange(0, 5, 1 / 30)
    assert len(resample(t_s, np.full(len(t_s), np.nan), 5, 5).v) == 0


def test_the_unbroken_part_of_no_samples_is_empty():
    assert unbroken(np.empty(0), 1.0) == slice(0, 0)
