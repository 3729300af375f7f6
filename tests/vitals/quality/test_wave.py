import numpy as np
import pytest

from vitals.quality.wave import (
    GOOD_NSQI,
    GOOD_TEMPLATE,
    nsqi,
    peak_share,
    periodicity,
    template_correlation,
)
from vitals.signals.resample import Stretch

FS_HZ = 30.0
T_S = np.arange(300) / FS_HZ
PULSE = np.cos(2 * np.pi * 1.2 * T_S) + 0.4 * np.cos(4 * np.pi * 1.2 * T_S - 1)
NOISE = np.random.default_rng(0).normal(size=300)


def test_nsqi_tells_a_sine_from_noise():
    assert nsqi(np.sin(2 * np.pi * 1.2 * T_S)) == pytest.approx(0.19, abs=0.01)
    assert nsqi(NOISE) > GOOD_NSQI
    assert np.isnan(nsqi(np.zeros(300)))


def test_a_pulse_has_its_power_near_its_rate():
    assert peak_share(PULSE, FS_HZ, 72) > 0.7
    assert peak_share(PULSE, FS_HZ, 110) < 0.05
    assert peak_share(NOISE, FS_HZ, 72) < 0.3
    assert peak_share(np.zeros(300), FS_HZ, 72) == 0


def test_a_pulse_is_periodic_and_noise_is_not():
    assert periodicity(PULSE, FS_HZ) > 0.95
    assert periodicity(NOISE, FS_HZ) < 0.4
    assert periodicity(np.zeros(300), FS_HZ) == 0


def test_the_beats_of_a_pulse_are_alike_and_those_of_noise_are_not():
    assert template_correlation(Stretch(T_S, PULSE, FS_HZ), 72) > 0.99
    assert template_correlation(Stretch(T_S, NOISE, FS_HZ), 72) < GOOD_TEMPLATE


def test_two_beats_are_no_template():
    assert np.isnan(template_correlation(Stretch(T_S[:45], PULSE[:45], FS_HZ), 72))
