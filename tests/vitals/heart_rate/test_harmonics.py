import numpy as np
import pytest

from vitals.heart_rate.emission import TRACKER, emission
from vitals.heart_rate.harmonics import fundamental_bpm, prefer

FS_HZ = 30.0
T_S = np.arange(0, 12, 1 / FS_HZ)


def wave(rate_bpm: float, harmonic: float, seed: int = 0) -> np.ndarray:
    phase = 2 * np.pi * rate_bpm / 60 * T_S
    noise = np.random.default_rng(seed).normal(0, 0.1, len(T_S))
    return np.cos(phase) + harmonic * np.cos(2 * phase - 1) + noise


@pytest.mark.parametrize("rate_bpm", [42, 48, 52, 58])
def test_a_slow_pulse_with_a_strong_harmonic_is_known(rate_bpm):
    parts = [wave(rate_bpm, 0.6, seed=1), wave(rate_bpm, 0.6, seed=2)]
    assert fundamental_bpm(parts, FS_HZ) == pytest.approx(rate_bpm, abs=2)


@pytest.mark.parametrize("rate_bpm", [84, 96, 116])
def test_a_fast_pulse_is_no_harmonic_of_half_its_rate(rate_bpm):
    assert fundamental_bpm([wave(rate_bpm, 0.3, seed=1), wave(rate_bpm, 0.3, seed=2)], FS_HZ) is None


def test_one_wave_alone_does_not_decide():
    assert fundamental_bpm([wave(48, 0.6), wave(96, 0.3)], FS_HZ) is None


def test_the_weight_of_the_double_goes_to_the_fundamental():
    weights = emission(wave(48, 0.9)[None], FS_HZ)[0]
    rates = TRACKER.rates_bpm
    assert rates[weights.argmax()] == pytest.approx(96, abs=2)
    assert rates[prefer(weights, 48).argmax()] == pytest.approx(48, abs=2)


def test_a_fundamental_that_is_already_stronger_keeps_its_weight():
    weights = emission(wave(60, 0.1)[None], FS_HZ)[0]
    assert prefer(weights, 60).max() == weights.max()
