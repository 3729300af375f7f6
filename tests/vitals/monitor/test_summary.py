import numpy as np
import pytest

from vitals.monitor.summary import summarise
from vitals.types import Estimate, Rate, Trace
from vitals.withheld import Withheld


def of(rates: list[Rate]) -> Rate:
    """The heart rate of a whole record from those of its seconds."""
    silent = Rate.none(Withheld.TOO_SHORT)
    series = [Estimate(i + 1.0, rate, silent, None, None, None, None) for i, rate in enumerate(rates)]
    t_s = np.arange(0, len(rates) + 0.1, 0.1)
    return summarise(Trace.of_skin(t_s, np.full((len(t_s), 3), 100.0)), series, "fused").heart_rate


def summed(*rates: float | Withheld, quality: float = 0.8) -> Rate:
    """The same from its seconds from 10 s on."""
    known = [Rate.none(r) if isinstance(r, Withheld) else Rate.answered(r, quality) for r in rates]
    return of([Rate.none(Withheld.TOO_SHORT)] * 9 + known)


def test_the_whole_record_is_the_median_of_its_answers():
    assert summed(70, 71, 72, 140).value_bpm == 71


def test_its_quality_is_that_of_the_numbers_shown():
    assert summed(70, Withheld.MOTION, 70, Withheld.MOTION).quality == pytest.approx(0.8)


def test_few_answers_are_not_a_whole_record():
    rate = summed(70, *[Withheld.MOTION] * 4)
    assert rate.withheld is Withheld.MOTION


def test_the_reason_is_that_of_most_seconds():
    assert summed(Withheld.DARK, *[Withheld.NO_PULSE] * 3).withheld is Withheld.NO_PULSE


def test_a_record_that_ends_too_early_has_the_reason_of_what_there_was():
    assert summed().withheld is Withheld.TOO_SHORT


def test_provisional_answers_do_not_count_beside_confirmed_ones():
    early = [Rate.none(Withheld.TOO_SHORT)] * 7 + [Rate.answered(90, 0.9)] * 2
    assert of([*early, Rate.answered(70, 0.4)]).value_bpm == 70


def test_without_confirmed_answers_the_provisional_ones_count():
    assert of([Rate.none(Withheld.TOO_SHORT)] * 7 + [Rate.answered(90, 0.9)] * 2).value_bpm == 90
