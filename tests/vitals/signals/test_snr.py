import numpy as np
import pytest

from vitals.signals.snr import CEILING_DB, FLOOR_DB, snr_db

T_S = np.arange(0, 30, 1 / 30)


def pulse(rate_bpm: float) -> np.ndarray:
    return np.sin(2 * np.pi * rate_bpm / 60 * T_S)


def test_more_noise_is_less_snr_by_its_power():
    noise = np.random.default_rng(0).normal(size=len(T_S))
    quiet, loud = (snr_db(pulse(80) + size * noise, 30.0, 80) for size in (0.5, 1.0))
    assert quiet - loud == pytest.approx(6, abs=1.5)


def test_the_second_harmonic_is_signal():
    assert snr_db(pulse(80) + 0.5 * pulse(160), 30.0, 80) > 20


def test_a_wave_at_another_rate_is_noise():
    assert snr_db(pulse(120), 30.0, 80) < -15


def test_it_stays_within_its_limits():
    assert snr_db(np.zeros(300), 30.0, 80) == FLOOR_DB
    assert snr_db(pulse(80) * np.hanning(900) ** 4, 30.0, 80) <= CEILING_DB
