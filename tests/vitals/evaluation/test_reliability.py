import numpy as np
import pytest

from vitals.evaluation.reliability import ece_interval, expected_calibration_error, table

RNG = np.random.default_rng(0)
STATED = RNG.uniform(0, 1, 5000)
HONEST = RNG.random(5000) < STATED


def test_honest_odds_have_next_to_no_error():
    assert expected_calibration_error(STATED, HONEST) < 0.03


def test_boasting_by_a_fifth_is_an_error_of_a_fifth():
    stated = np.full(1000, 0.9)
    assert expected_calibration_error(stated, np.arange(1000) < 700) == pytest.approx(0.2)


def test_few_subjects_make_a_wide_interval():
    subjects = np.repeat(["a", "b"], 2500)
    right = np.where(subjects == "a", True, STATED > 0.9)
    low, high = ece_interval(STATED, right, subjects)
    assert high - low > 0.05
    many = np.arange(5000).astype(str)
    low, high = ece_interval(STATED, HONEST, many)
    assert high - low < 0.03


def test_the_table_has_a_row_per_bin_that_holds_answers():
    rows = table(np.array([0.05, 0.95, 0.96]), np.array([False, True, True])).splitlines()
    assert [row.split() for row in rows[1:]] == [["1", "0.05", "0.00"], ["2", "0.95", "1.00"]]
