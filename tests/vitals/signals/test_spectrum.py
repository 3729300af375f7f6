import numpy as np
import pytest

from vitals.signals.spectrum import BIN_BPM, spectrum

FS_HZ = 30.0


def wave(rate_bpm: float, seconds: float = 10) -> np.ndarray:
    return np.sin(2 * np.pi * rate_bpm / 60 * np.arange(0, seconds, 1 / FS_HZ) + 0.4)


@pytest.mark.parametrize("rate_bpm", [47.3, 72.0, 110.2, 151.9, 201.4])
def test_the_peak_of_a_sine_is_its_rate(rate_bpm):
    assert spectrum(wave(rate_bpm), FS_HZ, 40, 240).peak_bpm() == pytest.approx(rate_bpm, abs=0.2)


def test_bins_are_at_most_half_a_beat():
    rates = spectrum(wave(72), FS_HZ, 40, 240).rate_bpm
    assert BIN_BPM <= 0.5
    assert np.diff(rates) == pytest.approx(BIN_BPM)
    assert (rates[0], rates[-1]) == (40, 240)


def test_all_power_of_a_sine_lies_within_the_main_lobe_around_its_rate():
    found = spectrum(wave(100), FS_HZ, 40, 240)
    assert found.power[np.abs(found.rate_bpm - 100) <= 12].sum() / found.power.sum() > 0.99


def test_a_peak_at_the_edge_of_the_band_is_the_edge():
    assert spectrum(wave(300), FS_HZ, 40, 240).peak_bpm() <= 240


def test_silence_has_no_power():
    assert spectrum(np.zeros(300), FS_HZ, 40, 240).power.max() == 0
