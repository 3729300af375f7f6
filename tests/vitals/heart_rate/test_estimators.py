from itertools import product

import numpy as np
import pytest

from vitals.heart_rate.estimators import ESTIMATORS, spread_bpm

FS_HZ = 30.0
T_S = np.arange(300) / FS_HZ


def wave(heart_bpm: float, harmonic: float = 0.3, noise: float = 0.0, seed: int = 0) -> np.ndarray:
    beats = 2 * np.pi * heart_bpm / 60 * T_S
    clean = np.cos(beats) + harmonic * np.cos(2 * beats - 1.0)
    return clean + np.random.default_rng(seed).normal(0, noise, len(T_S))


@pytest.mark.parametrize(
    ("name", "heart_bpm"), list(product(ESTIMATORS, (45, 60, 75, 90, 120, 150, 180, 220)))
)
def test_a_clean_wave_is_right_within_one(name, heart_bpm):
    assert ESTIMATORS[name](wave(heart_bpm), FS_HZ) == pytest.approx(heart_bpm, abs=1.0)


@pytest.mark.parametrize(("name", "heart_bpm"), list(product(ESTIMATORS, (50, 75, 120, 170))))
def test_a_noisy_wave_is_right_within_three(name, heart_bpm):
    found = [ESTIMATORS[name](wave(heart_bpm, noise=0.5, seed=seed), FS_HZ) for seed in range(10)]
    assert np.median(np.abs(np.array(found) - heart_bpm)) <= 3


@pytest.mark.parametrize("name", ESTIMATORS)
@pytest.mark.parametrize("v", [np.zeros(300), np.empty(0), np.ones(30)])
def test_nothing_has_no_rate(name, v):
    assert np.isnan(ESTIMATORS[name](v, FS_HZ))


def test_three_ways_agree_on_a_pulse_and_not_on_noise():
    assert spread_bpm(wave(72), FS_HZ) < 2
    noise = [spread_bpm(np.random.default_rng(seed).normal(size=300), FS_HZ) for seed in range(20)]
    assert np.nanmedian(noise) > 10


def test_without_a_wave_there_is_no_agreement():
    assert np.isnan(spread_bpm(np.zeros(300), FS_HZ))
