import numpy as np

from vitals.heart_rate.agreement import methods_disagree
from vitals.pulse.pbv import SIGNATURE
from vitals.signals.resample import Stretch

T_S = np.arange(0, 12, 1 / 30)
SKIN = np.array([180.0, 130.0, 110.0])


def rgb(pulse_bpm: float, light_bpm: float, light: float, noise: float = 0.05) -> Stretch:
    blood = 0.004 * np.cos(2 * np.pi * pulse_bpm / 60 * T_S)
    flicker = light * np.cos(2 * np.pi * light_bpm / 60 * T_S)
    rng = np.random.default_rng(0)
    changes = 1 - blood[:, None] * SIGNATURE + flicker[:, None]
    return Stretch(T_S, SKIN * changes + rng.normal(0, noise, (len(T_S), 3)), 30.0)


def test_a_light_that_pulses_otherwise_makes_them_disagree():
    assert methods_disagree(rgb(70, light_bpm=120, light=0.02))


def test_one_pulse_makes_them_agree():
    assert not methods_disagree(rgb(70, light_bpm=120, light=0.0))


def test_noise_is_no_disagreement():
    assert not methods_disagree(rgb(70, 120, light=0.0, noise=5.0))
