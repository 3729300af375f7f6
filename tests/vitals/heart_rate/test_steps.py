import numpy as np
import pytest

from tests.vitals.synthetic import SKIN
from vitals.heart_rate.emission import TRACKER
from vitals.heart_rate.steps import cleared, motion_lines_bpm
from vitals.pulse.pbv import SIGNATURE

FS_HZ = 30.0
T_S = np.arange(348) / FS_HZ
PULSE = 0.006 * np.cos(2 * np.pi * 72 / 60 * T_S)[:, None] * SIGNATURE


def seen(motion: np.ndarray, seed: int = 0) -> np.ndarray:
    """A pulse of 72/min and a motion that dims all channels."""
    noise = np.random.default_rng(seed).normal(0, 0.2, (len(T_S), 3))
    return SKIN * (1 - PULSE + motion[:, None]) + noise


@pytest.mark.parametrize("rate_bpm", [50, 90, 110, 160])
def test_a_steady_motion_is_known_by_its_colour(rate_bpm):
    lines = motion_lines_bpm(seen(0.01 * np.sin(2 * np.pi * rate_bpm / 60 * T_S)), FS_HZ)
    assert lines == [pytest.approx(rate_bpm, abs=1)]


def test_the_double_of_a_motion_that_is_no_sine_is_known_too():
    phase = 2 * np.pi * 90 / 60 * T_S
    lines = motion_lines_bpm(seen(0.01 * np.sin(phase) + 0.004 * np.sin(2 * phase)), FS_HZ)
    assert lines == [pytest.approx(90, abs=1), pytest.approx(180, abs=2)]


def test_a_pulse_is_no_motion_and_neither_are_noise_and_irregular_motion():
    assert motion_lines_bpm(seen(np.zeros(len(T_S))), FS_HZ) == []
    assert motion_lines_bpm(np.tile(SKIN, (len(T_S), 1)), FS_HZ) == []
    shaken = np.convolve(np.random.default_rng(0).normal(0, 0.02, len(T_S)), np.ones(5) / 5, "same")
    assert motion_lines_bpm(seen(shaken), FS_HZ) == []


def test_what_is_cleared_has_the_least_weight():
    weights = np.random.default_rng(0).normal(size=len(TRACKER.rates_bpm))
    kept = cleared(weights, [100.0])
    near = np.abs(TRACKER.rates_bpm - 100) <= 5
    assert (kept[near] == weights.min()).all()
    assert (kept[TRACKER.rates_bpm > 120] == weights[TRACKER.rates_bpm > 120]).all()
