import numpy as np
import pytest

from vitals.respiration.modulations import NAMES, SERIES_HZ, modulations
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
    [
        ("bm_max", {"level": 0.5}),
        ("bm_min", {"level": 0.5}),
        ("bm_half", {"level": 0.5}),
        ("colour", {"level": 0.5}),
        ("am", {"size": 0.2}),
        ("fm_max", {"pace": 0.05}),
        ("fm_min", {"pace": 0.05}),
        ("fm_rate", {"pace": 0.05}),
    ],
)
def test_each_series_shows_its_own_modulation(series, changes):
    found = modulations(pulse_wave(**changes), 72)[series]
    assert spectrum(found.v, SERIES_HZ, 4, 36).peak_bpm() == pytest.approx(BREATH_BPM, abs=0.7)


def test_a_level_that_moves_does_not_look_like_a_pace():
    found = modulations(pulse_wave(level=0.3), 72)
    assert found["bm_max"].v.std() > 0.1
    assert found["fm_max"].v.std() < 0.02


def test_rise_and_fall_follow_a_beat_that_breathing_leans() -> None:
    turns = 1.2 * T_S
    leaning = np.cos(2 * np.pi * turns + 0.6 * (1 + 0.5 * BREATH) * np.sin(2 * np.pi * turns))
    found = modulations(Stretch(T_S, leaning, 30.0), 72)
    for name in ("rise", "fall"):
        assert spectrum(found[name].v, SERIES_HZ, 4, 36).peak_bpm() == pytest.approx(BREATH_BPM, abs=0.7)


def test_every_series_has_its_name_and_one_grid() -> None:
    found = modulations(pulse_wave(), 72)
    assert tuple(found) == NAMES
    assert len({len(series.v) for series in found.values()}) == 1


def test_a_missed_beat_is_no_interval():
    wave = pulse_wave()
    wave.v[400:440] = 0
    assert modulations(wave, 72)["fm_max"].v.max() < 1.8 * 60 / 72


def test_too_few_beats_give_no_series():
    assert modulations(pulse_wave().last(4), 72) == {}


def test_a_flat_wave_gives_no_series():
    assert modulations(Stretch(T_S, np.zeros(len(T_S)), 30.0), 72) == {}
