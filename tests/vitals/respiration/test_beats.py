import numpy as np
import pytest

from vitals.respiration.beats import beats, fundamental
from vitals.signals.resample import Stretch
from vitals.types import Float

T_S = np.arange(0, 30, 1 / 30)


def found_in(v: Float, heart_bpm: float = 72):
    wave = Stretch(T_S, v, 30.0)
    return beats(wave, heart_bpm, fundamental(wave, heart_bpm))


def pulse(heart_bpm: float = 72) -> Float:
    phase = 2 * np.pi * heart_bpm / 60 * T_S
    return np.cos(phase) + 0.3 * np.cos(2 * phase - 1)


@pytest.mark.parametrize("heart_bpm", [48, 72, 110, 160])
def test_every_beat_is_found_with_its_interval(heart_bpm: float) -> None:
    found = found_in(pulse(heart_bpm), heart_bpm)
    assert len(found) == pytest.approx(heart_bpm / 2 - 2, abs=2)
    assert found.peak_interval_s == pytest.approx(60 / heart_bpm, abs=0.01)
    assert found.rise_s + found.fall_s == pytest.approx(found.peak_interval_s, abs=1e-9)


def test_a_trough_comes_before_its_peak_and_lies_below_it() -> None:
    found = found_in(pulse())
    assert (found.rise_s > 0).all() and (found.peak > found.trough).all()


def test_a_beat_three_times_as_high_is_an_artefact() -> None:
    v = pulse()
    v[300:325] *= 3.5
    assert found_in(v).peak.max() < 2


def test_a_gap_of_two_beats_is_no_interval() -> None:
    v = pulse()
    v[300:350] = v.min()
    assert found_in(v).peak_interval_s.max() < 1.8 * 60 / 72


def test_a_flat_wave_has_no_beats() -> None:
    assert len(found_in(np.zeros(len(T_S)))) == 0
