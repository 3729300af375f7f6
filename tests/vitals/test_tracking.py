"""What a tracker must not lock onto, and how fast it follows."""

import numpy as np
import pytest

from tests.vitals.synthetic import SKIN, Person, capture_times, person
from vitals.monitor import run
from vitals.pulse.pbv import SIGNATURE
from vitals.types import Estimate, Float, Trace
from vitals.withheld import Withheld

TINT = np.array([1.0, 0.97, 0.94])
"""Motion dims the channels nearly alike; the rest is what no projection removes."""


def skin(t_s: Float, blood: Float, motion: Float) -> Trace:
    noise = np.random.default_rng(0).normal(0, 0.2, (len(t_s), 3))
    return Trace.of_skin(t_s, SKIN * (1 - np.outer(blood, SIGNATURE) + np.outer(motion, TINT)) + noise)


def stepping(heart_bpm: float, steps_bpm: float, size: float, pulse: float = 0.006) -> Trace:
    """A person whose body moves at a steady rate, with its double."""
    t_s = capture_times(25, jitter_s=0.004)
    beats, steps = (2 * np.pi * rate / 60 * t_s for rate in (heart_bpm, steps_bpm))
    blood = pulse * (np.cos(beats) + 0.3 * np.cos(2 * beats - 1))
    return skin(t_s, blood, size * (np.sin(steps) + 0.4 * np.sin(2 * steps + 0.5)))


def shown(series: list[Estimate]) -> Float:
    return np.array([e.heart_rate.value_bpm for e in series if e.heart_rate.value_bpm is not None])


@pytest.mark.parametrize("size", [0.005, 0.02, 0.04])
@pytest.mark.parametrize(("heart_bpm", "steps_bpm"), [(72, 100), (72, 160), (70, 140), (90, 45), (100, 72)])
def test_steady_motion_is_not_taken_for_the_heart(heart_bpm, steps_bpm, size):
    rates = shown([e for e in run(stepping(heart_bpm, steps_bpm, size)) if e.t_s >= 10])
    assert len(rates) >= 10
    assert rates == pytest.approx([heart_bpm] * len(rates), abs=5)


def test_a_heart_under_the_double_of_the_steps_is_withheld_for_motion():
    late = [e.heart_rate.withheld for e in run(stepping(120, 60, 0.02)) if e.t_s >= 10]
    assert late == [Withheld.MOTION] * len(late)


@pytest.mark.parametrize("heart_bpm", [44, 56, 70, 95, 118])
@pytest.mark.parametrize("harmonic", [0.5, 0.7])
def test_a_strong_harmonic_never_doubles_or_halves(heart_bpm, harmonic):
    series = run(person(Person(heart_bpm, harmonic=harmonic, noise=0.4), capture_times(25)))
    rates = shown([e for e in series if e.t_s >= 10])
    assert len(rates) >= 10
    assert rates == pytest.approx([heart_bpm] * len(rates), abs=3)


def test_a_rise_from_60_to_100_within_20_s_is_followed_by_10_s_and_reached_8_s_after_its_end():
    t_s = capture_times(60)
    rate = np.interp(t_s, [20, 40], [60, 100])
    blood = 0.006 * np.cos(2 * np.pi * np.cumsum(rate) / 60 / 30)
    series = [e for e in run(skin(t_s, blood, np.zeros(len(t_s)))) if e.t_s >= 15]
    assert len(shown(series)) == len(series)
    for e in series:
        slowest, fastest = np.interp([e.t_s - 10, e.t_s], [20, 40], [60, 100])
        assert slowest - 2 <= e.heart_rate.value_bpm <= fastest + 2
        if e.t_s >= 48:
            assert e.heart_rate.value_bpm == pytest.approx(100, abs=5)


@pytest.mark.parametrize("heart_bpm", [42, 48, 150, 180])
def test_slow_and_fast_hearts_have_no_bias(heart_bpm):
    series = run(person(Person(heart_bpm, noise=0.3), capture_times(40, jitter_s=0.004)))
    rates = shown([e for e in series if e.t_s >= 10])
    assert len(rates) >= 25
    assert rates.mean() == pytest.approx(heart_bpm, abs=0.3)
