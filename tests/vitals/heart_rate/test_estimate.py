import numpy as np
import pytest

from tests.vitals.synthetic import Person, capture_times, person
from vitals import heart_rate
from vitals.heart_rate import confidence
from vitals.heart_rate.estimate import CONTEXT_S, HeartState
from vitals.signals.resample import resample


def skin(p: Person, end_s: float, seconds: float = CONTEXT_S):
    trace = person(p, capture_times(30))
    return resample(trace.t_s, trace.rgb[:, 0], end_s, seconds)


def test_a_clear_pulse_is_read_with_high_quality():
    reading, _ = heart_rate.read(skin(Person(84), 20), HeartState.fresh(), "fused")
    assert reading is not None
    assert reading.rate_bpm == pytest.approx(84, abs=0.5)
    assert reading.snr_db > 3


def test_quality_grows_while_the_reading_stays():
    state, qualities = HeartState.fresh(), []
    for end_s in range(12, 22):
        reading, state = heart_rate.read(skin(Person(84), end_s), state.later(1.0), "fused")
        qualities.append(reading.quality)
    assert qualities == sorted(qualities)
    assert qualities[-1] > 0.9


def test_less_than_the_short_window_says_nothing_and_changes_nothing():
    state = HeartState.fresh()
    reading, after = heart_rate.read(skin(Person(), 20, seconds=4.0), state, "fused")
    assert reading is None
    assert after is state


def test_seconds_unseen_count_as_noise():
    _, state = heart_rate.read(skin(Person(), 20), HeartState.fresh(), "fused")
    assert confidence.feature(state.later(60).memory) == pytest.approx(
        confidence.feature(HeartState.fresh().memory), abs=0.01
    )


def test_the_wave_is_the_trailing_window_without_its_slow_part():
    reading, _ = heart_rate.read(skin(Person(), 20), HeartState.fresh(), "pos")
    assert reading.wave.duration_s == pytest.approx(10, abs=0.05)
    assert abs(reading.wave.v.mean()) < 0.05 * np.ptp(reading.wave.v)
