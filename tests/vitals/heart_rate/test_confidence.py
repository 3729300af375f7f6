import numpy as np
import pytest

from vitals import measure_trace, pulse
from vitals.heart_rate import confidence
from vitals.types import Trace

NOISE = (confidence.NOISE_MASS, confidence.NOISE_MASS)
CLEAR = (0.25, 0.25)


def after(readings: list[tuple[float, float]]) -> np.ndarray:
    memory = confidence.EMPTY
    for reading in readings:
        memory = confidence.remembered(confidence.forgotten(memory, 1.0), *reading)
    return memory


def stated(readings: list[tuple[float, float]]) -> float:
    return confidence.probability(after(readings), "fused")


def test_noise_and_nothing_earn_next_to_nothing():
    assert stated([]) < 0.3
    assert stated([NOISE] * 30) == pytest.approx(stated([]), abs=0.01)


def test_a_clear_pulse_is_trusted_after_a_few_readings_and_not_after_one():
    assert stated([CLEAR]) < 0.8
    assert stated([CLEAR] * 4) > 0.8
    assert stated([CLEAR] * 15) > 0.95


def test_what_only_one_witness_sees_is_not_shown():
    assert stated([(0.25, 0.06)] * 10) < 0.8


def test_what_was_seen_is_forgotten():
    memory = after([CLEAR] * 20)
    gone = confidence.forgotten(memory, 5 * confidence.MEMORY_S)
    assert confidence.probability(gone, "fused") < 0.3


def test_a_witness_is_another_method_than_the_one_that_is_followed():
    face, finger = np.tile([180.0, 130, 110], (9, 1)), np.tile([220.0, 5, 2], (9, 1))
    assert confidence.witness("fused", face) == "pos"
    assert confidence.witness("pos", face) == "pbv"
    assert confidence.witness("fused", finger) is None
    assert confidence.witness(pulse.CONTACT, face) is None


def test_every_colour_method_has_a_calibration_in_which_more_evidence_is_surer():
    fitted = confidence.calibrations()
    assert set(fitted) >= set(pulse.COLOUR_METHODS)
    for logistic in fitted.values():
        assert logistic.probability(np.array([np.log(0.25)])) > logistic.probability(np.array([np.log(0.06)]))


@pytest.mark.parametrize("method", ["someone's own", pulse.CONTACT])
def test_a_method_without_a_calibration_has_that_of_one_wave(method):
    memory = after([CLEAR] * 5)
    assert confidence.probability(memory, method) == confidence.probability(memory, "green")


@pytest.mark.parametrize(
    ("colour", "method"), [((200.0, 3.0, 2.0), "fused"), ((1.0, 1.0, 1.0), pulse.CONTACT)], ids=str
)
def test_noise_of_a_fingertip_or_a_contact_sensor_is_not_shown(colour, method):
    t_s = np.arange(900) / 30
    for seed in (1, 5, 6):  # with the constants of two waves these show some seconds
        noise = np.random.default_rng(seed).normal(0, 0.3, (900, 1))
        found = measure_trace(Trace.of_skin(t_s, np.array(colour) + noise), method)
        assert [e.heart_rate.value_bpm for e in found.series] == [None] * 30
