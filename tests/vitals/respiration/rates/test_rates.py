"""Known breaths in, known rates out, for each of the four ways."""

import numpy as np
import pytest

from vitals.respiration.rates import RATES
from vitals.respiration.rates.counted import counted_near
from vitals.types import Float

FS_HZ = 5.0
T_S = np.arange(0, 30, 1 / FS_HZ)
RATES_BPM = (4, 6, 10, 15, 24, 40, 58)


def breath(rate_bpm: float, noise: float = 0.0, uneven: float = 0.0, seed: int = 0) -> tuple[Float, float]:
    """A series of 30 s, and its mean rate."""
    rng = np.random.default_rng(seed)
    lengths = 60 / rate_bpm * (1 + uneven * rng.normal(size=60))
    turns = np.interp(T_S, np.append(0, np.cumsum(lengths)), np.arange(61))
    wave = np.sin(2 * np.pi * turns + 0.35 * np.sin(2 * np.pi * turns))
    return wave + rng.normal(0, noise, len(T_S)), 60 * float(turns[-1] - turns[0]) / float(T_S[-1])


@pytest.mark.parametrize("rate_bpm", RATES_BPM)
@pytest.mark.parametrize("name", list(RATES))
def test_a_clean_breath_is_right_within_one(name: str, rate_bpm: float) -> None:
    assert RATES[name](breath(rate_bpm)[0], FS_HZ) == pytest.approx(rate_bpm, abs=1)


@pytest.mark.parametrize("rate_bpm", [8, 15, 24])
@pytest.mark.parametrize("name", list(RATES))
def test_noise_of_a_third_moves_the_rate_by_less_than_two(name: str, rate_bpm: float) -> None:
    found = [RATES[name](breath(rate_bpm, 0.33, seed=seed)[0], FS_HZ) for seed in range(8)]
    assert found == pytest.approx([rate_bpm] * 8, abs=2)


@pytest.mark.parametrize("rate_bpm", [8, 15, 24])
@pytest.mark.parametrize("name", list(RATES))
def test_uneven_breaths_are_right_within_two_three_times_in_four(name: str, rate_bpm: float) -> None:
    made = [breath(rate_bpm, 0.2, 0.12, seed) for seed in range(16)]
    right = [abs(RATES[name](v, FS_HZ) - truth) <= 2 for v, truth in made]
    assert np.mean(right) >= 0.75


@pytest.mark.parametrize("name", list(RATES))
def test_a_flat_series_has_no_rate(name: str) -> None:
    assert np.isnan(RATES[name](np.zeros(len(T_S)), FS_HZ))


@pytest.mark.parametrize("name", ["autoregression", "autocorrelation", "counting"])
def test_three_seconds_have_no_rate(name: str) -> None:
    assert np.isnan(RATES[name](breath(24)[0][:15], FS_HZ))


def test_counting_leaves_a_pause_of_eight_seconds_out() -> None:
    v = breath(15)[0]
    v[40:80] = v[40]
    assert RATES["counting"](v, FS_HZ) == pytest.approx(15, abs=2)


def test_counting_does_not_follow_a_wrong_expectation() -> None:
    assert counted_near(breath(10)[0][:, None], FS_HZ, 20).breaths_bpm == pytest.approx([10], abs=1)


def test_a_pause_that_is_counted_in_lowers_the_rate() -> None:
    v = breath(15)[0]
    v[40:80] = v[40]
    found = counted_near(v[:, None], FS_HZ, 15)
    without, within = found.breaths_bpm[0], found.passes_bpm[0]
    assert found.usual_bpm[0] == pytest.approx(15, abs=1)
    assert found.longest[0] > 2.2
    assert without == pytest.approx(15, abs=1)
    assert within < without - 1


def test_each_series_is_counted_by_itself() -> None:
    both = np.column_stack((breath(12)[0], breath(18)[0], np.zeros(len(T_S))))
    assert counted_near(both, FS_HZ, 15).breaths_bpm[:2] == pytest.approx([12, 18], abs=1)
    assert np.isnan(counted_near(both, FS_HZ, 15).breaths_bpm[2])
