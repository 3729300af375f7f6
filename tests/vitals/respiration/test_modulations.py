import numpy as np
import pytest

from vitals.respiration.modulations import SERIES_HZ, modulations
from vitals.signals.resample import Stretch
from vitals.signals.spectrum import spectrum

T_S = np.arange(0, 30, 1 / 30)
BREATH_BPM = 14.0
BREATH = np.sin(2 * np.pi * BREATH_BPM / 60 * T_S)


def pulse_wave(level: float = 0, size: float = 0, pace: float = 0, heart_bpm: float = 72) -> Stretch:
    phase = 2 * np.pi * (heart_bpm / 60 * T_S + pace * BREATH)
    v = (1 + size * BREATH) * (np.cos(phase) + 0.3 * np.cos(2 * phase - 1)) + level * BREATH
    return Stretch(T_S, v, 30.0)


@pytest.mark.parametrize(
    ("series", "changes"),
    [(0, {"level": 0.5}), (1, {"size": 0.2}), (2, {"pace": 0.05})],
    ids=["riiv", "riav", "rifv"],
)
def test_each_series_shows_its_own_modulation(series, changes):
    found = modulations(pulse_wave(**changes), 72)[series]
    assert spectrum(found.v, SERIES_HZ, 4, 36).peak_bpm() == pytest.approx(BREATH_BPM, abs=0.7)


def test_a_level_that_moves_does_not_look_like_a_pace():
    level, _, pace = modulations(pulse_wave(level=0.3), 72)
    assert level.v.std() > 0.1
    assert pace.v.std() < 0.02


def test_a_missed_beat_is_no_interval():
    wave = pulse_wave()
    wave.v[400:440] = 0
    *_, pace = modulations(wave, 72)
    assert pace.v.max() < 1.8 * 60 / 72


def test_too_few_beats_give_no_series():
    assert modulations(pulse_wave().last(4), 72) == []


def test_a_flat_wave_gives_no_series():
    assert modulations(Stretch(T_S, np.zeros(len(T_S)), 30.0), 72) == []
