import numpy as np
import pytest

from vitals.heart_rate.emission import TRACKER
from vitals.signals.spectrum import Spectrum


def bump(rate_bpm: float) -> Spectrum:
    rates = TRACKER.rates_bpm
    return Spectrum(rates, np.exp(-0.5 * ((rates - rate_bpm) / 3) ** 2) + 1e-6)


def followed(rates_bpm: list[float], belief=None) -> np.ndarray:
    belief = TRACKER.flat() if belief is None else belief
    for rate in rates_bpm:
        belief = TRACKER.update(TRACKER.spread(belief, 1.0), TRACKER.evidence([bump(rate)]))
    return belief


@pytest.mark.parametrize("rate_bpm", [48, 75, 150, 200])
def test_no_rate_is_pulled_to_a_mean(rate_bpm):
    assert TRACKER.centre_bpm(followed([rate_bpm] * 6)) == pytest.approx(rate_bpm, abs=0.1)


def test_one_second_of_something_else_does_not_move_it():
    assert TRACKER.centre_bpm(followed([70] * 10 + [130])) == pytest.approx(70, abs=1)


def test_a_lasting_change_is_followed():
    assert TRACKER.centre_bpm(followed([70] * 10 + [130] * 6)) == pytest.approx(130, abs=1)


def test_time_unseen_makes_it_less_sure():
    sure = followed([70] * 10)
    assert TRACKER.spread(sure, 30).max() < sure.max() / 2


def test_beliefs_sum_to_one():
    belief = TRACKER.spread(followed([70] * 3), 7.3)
    assert belief.sum() == pytest.approx(1)


def test_all_evidence_at_one_rate_is_near_it():
    assert TRACKER.mass_near(TRACKER.evidence([bump(90)]), 90) > 5 * TRACKER.mass_near(
        TRACKER.evidence([bump(90)]), 150
    )


def test_a_spectrum_without_power_says_nothing():
    silent = TRACKER.evidence([Spectrum(TRACKER.rates_bpm, np.zeros(len(TRACKER.rates_bpm)))])
    assert np.ptp(silent) == 0


def test_a_spectrum_that_ends_early_gives_the_rest_the_floor():
    rates = TRACKER.rates_bpm[:100]
    short = TRACKER.evidence([Spectrum(rates, np.ones(100))])
    assert np.ptp(short[100:]) == 0
    assert short[0] > short[-1]
