import numpy as np
import pytest

from vitals.signals.autocorrelation import autocorrelation


def test_a_sine_is_as_itself_a_period_later():
    likeness = autocorrelation(np.sin(2 * np.pi * np.arange(300) / 30))
    assert likeness[[0, 30, 60, 240]] == pytest.approx([1, 1, 1, 1], abs=0.02)
    assert likeness[15] == pytest.approx(-1, abs=0.02)


def test_noise_is_not_as_itself_later():
    likeness = autocorrelation(np.random.default_rng(0).normal(size=3000))
    assert np.abs(likeness[1:1500]).max() < 0.2


def test_a_constant_has_none():
    assert autocorrelation(np.full(50, 3.0)).tolist() == [0.0] * 50
