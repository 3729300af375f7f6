import numpy as np
import pytest

from vitals.signals.detrend import detrend, gain

FS_HZ = 30.0
T_S = np.arange(0, 60, 1 / FS_HZ)


def kept(rate_hz: float, corner_hz: float) -> float:
    """Amplitude that a sine keeps, measured away from the edges."""
    inner = slice(300, -300)
    flat = detrend(np.sin(2 * np.pi * rate_hz * T_S), FS_HZ, corner_hz)
    return float(flat[inner].std() * np.sqrt(2))


def test_a_sine_at_the_corner_keeps_half_of_itself():
    assert kept(0.88, corner_hz=0.88) == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("rate_hz", [0.3, 0.8, 1.5, 3.0])
def test_the_stated_gain_is_the_measured_one(rate_hz):
    assert kept(rate_hz, 0.6) == pytest.approx(float(gain(np.array(rate_hz), FS_HZ, 0.6)), abs=0.01)


def test_a_straight_line_vanishes():
    assert np.abs(detrend(3 + 0.7 * T_S, FS_HZ, 0.5)).max() < 1e-6


def test_the_corner_stays_where_it_is_at_another_sampling_rate():
    t_s = np.arange(0, 60, 1 / 12)
    flat = detrend(np.sin(2 * np.pi * 0.88 * t_s), 12.0, 0.88)
    assert flat[120:-120].std() * np.sqrt(2) == pytest.approx(0.5, abs=0.01)


def test_it_equals_the_dense_formula_of_the_paper():
    rng = np.random.default_rng(0)
    x, n = rng.normal(size=50), 50
    d2 = np.diff(np.eye(n), n=2, axis=0)
    squared = (2 * np.sin(np.pi * 0.5 / FS_HZ)) ** -4
    dense = x - np.linalg.solve(np.eye(n) + squared * d2.T @ d2, x)
    assert detrend(x, FS_HZ, 0.5) == pytest.approx(dense)


def test_channels_are_detrended_one_by_one():
    rng = np.random.default_rng(0)
    x = rng.normal(size=(200, 3))
    assert detrend(x, FS_HZ, 0.5)[:, 1] == pytest.approx(detrend(x[:, 1], FS_HZ, 0.5))


def test_too_short_a_wave_only_loses_its_mean():
    assert detrend(np.array([1.0, 3.0]), FS_HZ, 0.5).tolist() == [-1, 1]
