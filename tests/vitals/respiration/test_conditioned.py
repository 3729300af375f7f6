import numpy as np
import pytest

from vitals.respiration.conditioned import conditioned, peak_share
from vitals.signals.spectrum import Spectrum

RATES_BPM = np.arange(4, 60.5, 0.5)


def peak(at_bpm: float, width_bpm: float, floor: float = 0.0) -> Spectrum:
    return Spectrum(RATES_BPM, np.exp(-0.5 * ((RATES_BPM - at_bpm) / width_bpm) ** 2) + floor)


def test_a_narrow_peak_has_all_of_the_power_and_a_flat_spectrum_a_part_of_it() -> None:
    assert peak_share(peak(15, 0.8)) == pytest.approx(1, abs=0.01)
    assert peak_share(Spectrum(RATES_BPM, np.ones(len(RATES_BPM)))) < 0.6


def test_only_peaked_spectra_have_a_say() -> None:
    assert conditioned([peak(15, 1), peak(30, 6), peak(40, 1, floor=1)]) == pytest.approx(15, abs=0.2)


def test_of_two_peaked_spectra_the_mean_is_taken() -> None:
    assert 15 < conditioned([peak(15, 1.2), peak(16, 1.2)]) < 16


def test_a_wide_peak_is_looked_at_twice() -> None:
    assert peak_share(peak(20, 3.5)) < 0.65
    assert conditioned([peak(20, 3.5)]) == pytest.approx(20, abs=0.2)


def test_without_a_peak_there_is_no_rate() -> None:
    assert np.isnan(conditioned([Spectrum(RATES_BPM, np.ones(len(RATES_BPM)))]))
    assert np.isnan(conditioned([]))
