import numpy as np
import pytest

from vitals.respiration.rate import counted_bpm
from vitals.signals.resample import Stretch

T_S = np.arange(0, 30, 1 / 30)


def breath(rate_bpm: float, noise: float = 0.0) -> Stretch:
    rng = np.random.default_rng(0)
    return Stretch(T_S, np.sin(2 * np.pi * rate_bpm / 60 * T_S) + rng.normal(0, noise, len(T_S)), 30.0)


@pytest.mark.parametrize("rate_bpm", [6, 8, 15, 24, 40])
def test_breaths_are_counted(rate_bpm):
    assert counted_bpm(breath(rate_bpm, noise=0.2), rate_bpm) == pytest.approx(rate_bpm, abs=1)


def test_counting_does_not_follow_a_wrong_expectation():
    assert counted_bpm(breath(10), 20) == pytest.approx(10, abs=1)


def test_a_wave_without_breath_has_no_count():
    assert counted_bpm(Stretch(T_S, np.zeros(len(T_S)), 30.0), 15) is None
