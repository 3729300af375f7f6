import numpy as np
import pytest

from vitals.signals.bandpass import bandpass

T_S = np.arange(0, 60, 1 / 30)


def kept(rate_hz: float) -> float:
    return float(bandpass(np.sin(2 * np.pi * rate_hz * T_S), 30.0, 0.7, 4.0)[300:-300].std() * np.sqrt(2))


def test_the_band_passes_and_the_rest_does_not():
    assert kept(1.5) == pytest.approx(1, abs=0.03)
    assert kept(0.2) < 0.05
    assert kept(10) < 0.05


def test_peaks_stay_where_they_are():
    wave = np.sin(2 * np.pi * 1.0 * T_S)
    assert np.argmax(bandpass(wave, 30.0, 0.7, 4.0)[600:630]) == np.argmax(wave[600:630])


def test_a_wave_shorter_than_the_padding_is_filtered_too():
    assert np.isfinite(bandpass(T_S[:20], 30.0, 0.1, 4.0)).all()
