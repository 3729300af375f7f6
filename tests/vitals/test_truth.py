"""Known rates in, known rates out: over noise, jitter and dropped frames, and never a number from nothing."""

from itertools import product

import numpy as np
import pytest

from tests.vitals.synthetic import Person, capture_times, person, without_face
from vitals import pulse
from vitals.measuring import measure_trace
from vitals.types import Trace
from vitals.withheld import Withheld

HEARTS_BPM = (45, 52, 60, 75, 90, 110, 135, 160, 180)
CAMERAS = (
    {"fps": 30.0},
    {"fps": 25.0, "jitter_s": 0.008, "dropped": 0.05},
    {"fps": 15.0, "jitter_s": 0.004, "dropped": 0.1},
)


@pytest.mark.parametrize(("heart_bpm", "camera"), list(product(HEARTS_BPM, CAMERAS)))
def test_a_clean_pulse_is_right_within_half_a_beat(heart_bpm, camera):
    result = measure_trace(person(Person(heart_bpm), capture_times(25, **camera, seed=heart_bpm), heart_bpm))
    assert result.heart_rate.value_bpm == pytest.approx(heart_bpm, abs=0.5)


@pytest.mark.parametrize(("heart_bpm", "camera"), list(product(HEARTS_BPM, CAMERAS)))
def test_a_noisy_pulse_is_right_within_two_or_withheld(heart_bpm, camera):
    noisy = Person(heart_bpm, noise=0.5, motion=0.003)
    series = measure_trace(person(noisy, capture_times(25, **camera, seed=heart_bpm), heart_bpm)).series
    shown = [e.heart_rate.value_bpm for e in series if e.t_s >= 15 and e.heart_rate.value_bpm is not None]
    assert shown == pytest.approx([heart_bpm] * len(shown), abs=2)


def test_under_motion_stronger_than_the_pulse_nearly_all_that_is_shown_is_right_within_five():
    errors, asked = [], 0
    for heart_bpm, camera in product(HEARTS_BPM, CAMERAS):
        moving = Person(heart_bpm, noise=0.8, motion=0.005)
        series = measure_trace(person(moving, capture_times(20, **camera, seed=heart_bpm), heart_bpm)).series
        shown = [e.heart_rate.value_bpm for e in series if e.heart_rate.value_bpm is not None]
        errors += [abs(value - heart_bpm) for value in shown]
        asked += sum(e.t_s >= 10 for e in series)
    assert len(errors) >= 0.5 * asked
    assert np.mean(np.array(errors) <= 5) >= 0.95


@pytest.mark.parametrize("heart_bpm", [48, 150])
def test_slow_and_fast_hearts_are_not_pulled_to_a_mean(heart_bpm):
    series = measure_trace(person(Person(heart_bpm, noise=0.5), capture_times(60))).series
    shown = [e.heart_rate.value_bpm for e in series if e.heart_rate.value_bpm is not None]
    assert len(shown) > 40
    assert np.mean(shown) == pytest.approx(heart_bpm, abs=0.3)


@pytest.mark.parametrize("heart_bpm", [44, 48, 52])
def test_a_strong_harmonic_does_not_double_a_slow_heart(heart_bpm):
    result = measure_trace(person(Person(heart_bpm, harmonic=0.7), capture_times(25)))
    assert result.heart_rate.value_bpm == pytest.approx(heart_bpm, abs=1)


@pytest.mark.parametrize("method", list(pulse.METHODS))
def test_every_method_finds_a_clean_pulse_alone(method):
    result = measure_trace(person(Person(84), capture_times(25)), method)
    assert result.heart_rate.value_bpm == pytest.approx(84, abs=0.5)


@pytest.mark.parametrize(("heart_bpm", "breath_bpm"), list(product((48, 72, 110, 150), (8, 15, 24))))
def test_after_45_s_both_rates_are_right_within_two(heart_bpm, breath_bpm):
    trace = person(Person(heart_bpm, breath_bpm, sway_px=1), capture_times(50, jitter_s=0.004, dropped=0.03))
    late = [e for e in measure_trace(trace).series if e.t_s >= 45]
    assert [e.heart_rate.value_bpm for e in late] == pytest.approx([heart_bpm] * len(late), abs=2)
    assert [e.respiratory_rate.value_bpm for e in late] == pytest.approx([breath_bpm] * len(late), abs=2)


def test_camera_noise_gives_a_number_in_at_most_3_percent_of_the_seconds():
    answered = asked = 0
    for seed in range(12):
        t_s = capture_times(40)
        noise = np.array([180.0, 130, 110]) + np.random.default_rng(seed).normal(0, 0.3, (len(t_s), 3))
        could = [e for e in measure_trace(Trace.of_skin(t_s, noise)).series if e.t_s >= 8]
        answered += sum(e.heart_rate.value_bpm is not None for e in could)
        asked += len(could)
    assert answered <= 0.03 * asked


def whole(trace: Trace) -> tuple[Withheld | None, Withheld | None]:
    result = measure_trace(trace)
    return result.heart_rate.withheld, result.respiratory_rate.withheld


def test_30_s_of_camera_noise_have_no_pulse_and_no_breath():
    t_s = capture_times(30)
    noise = np.array([180.0, 130, 110]) + np.random.default_rng(5).normal(0, 0.3, (len(t_s), 3))
    assert whole(Trace.of_skin(t_s, noise)) == (Withheld.NO_PULSE, Withheld.NO_BREATH)


def test_a_constant_trace_has_no_pulse_and_no_breath():
    t_s = capture_times(30)
    constant = Trace.of_skin(t_s, np.tile([180.0, 130.0, 110.0], (len(t_s), 1)))
    assert whole(constant) == (Withheld.NO_PULSE, Withheld.NO_BREATH)


def test_a_face_for_three_seconds_is_no_face():
    assert whole(without_face(person(Person(), capture_times(30)), 3, 31)) == (Withheld.NO_FACE,) * 2


def test_three_seconds_in_all_are_too_short():
    assert whole(person(Person(), capture_times(3))) == (Withheld.TOO_SHORT,) * 2


def test_five_frames_a_second_are_too_few():
    assert whole(person(Person(), capture_times(30, fps=5))) == (Withheld.LOW_FRAME_RATE,) * 2
