"""Measures of known errors, their intervals, curves and reliability."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import pearsonr

from vitals.evaluation.grid.series import Config, Quantity, Series
from vitals.evaluation.metrics import curve, reliability, score
from vitals.types import Float

CONFIG = Config(Quantity.HEART, "skin", "pos", "spectrum")


def series(
    value: list[float], truth: list[float], subject: str = "a", probability: list[float] | None = None
) -> Series:
    n = len(value)
    stated = np.full(n, np.nan) if probability is None else np.array(probability)
    t_s, silent = np.arange(n, dtype=float), np.full(n, np.nan)
    v, t = np.array(value, dtype=float), np.array(truth, dtype=float)
    return Series(subject, subject, "rest", CONFIG, t_s, t, v, stated, silent, ("",) * n)


def random_series(subject: str, bias: float, seed: int, n: int = 200) -> Series:
    rng = np.random.default_rng(seed)
    truth = rng.uniform(50, 100, n)
    return series((truth + rng.normal(bias, 3, n)).tolist(), truth.tolist(), subject)


def test_measures_are_those_of_the_answers() -> None:
    s = score([series([70, 80, 66, np.nan], [71, 70, 60, 90])])
    assert (s.windows, s.answered, s.coverage) == (4, 3, 0.75)
    assert s.mae_bpm == pytest.approx((1 + 10 + 6) / 3)
    assert s.rmse_bpm == pytest.approx(np.sqrt((1 + 100 + 36) / 3))
    assert s.mape == pytest.approx((1 / 71 + 10 / 70 + 6 / 60) / 3)
    assert s.bias_bpm == pytest.approx((-1 + 10 + 6) / 3)
    assert s.within == pytest.approx(1 / 3)
    assert s.r == pytest.approx(pearsonr([70, 80, 66], [71, 70, 60]).statistic)


def test_a_constant_has_no_correlation() -> None:
    assert np.isnan(score([series([75, 75, 75], [60, 70, 80])]).r)


def test_nothing_answered_has_no_error() -> None:
    s = score([series([np.nan, np.nan], [60, 70])])
    assert s.coverage == 0 and np.isnan(s.mae_bpm) and np.isnan(s.within)


def test_one_subject_has_no_interval() -> None:
    assert score([random_series("a", 0, 1)]).low == {}


def test_the_interval_is_that_of_subjects_and_not_of_windows() -> None:
    alike = score([random_series(name, 0, i) for i, name in enumerate("abcdef")])
    unlike = score([random_series(name, 8 * i, i) for i, name in enumerate("abcdef")])
    assert alike.low["mae_bpm"] < alike.mae_bpm < alike.high["mae_bpm"]
    width = unlike.high["mae_bpm"] - unlike.low["mae_bpm"]
    assert width > 10 * (alike.high["mae_bpm"] - alike.low["mae_bpm"])


def test_the_interval_of_a_mean_is_as_wide_as_theory_has_it() -> None:
    biases = np.random.default_rng(5).normal(20, 4, 40)
    s = score([series([70 + b], [70], f"s{i}") for i, b in enumerate(biases)])
    width = 2 * 1.96 * biases.std() / np.sqrt(len(biases))
    assert s.high["bias_bpm"] - s.low["bias_bpm"] == pytest.approx(width, rel=0.1)


def test_scores_are_the_same_at_each_call() -> None:
    data = [random_series(name, 0, i) for i, name in enumerate("abc")]
    assert (score(data).low, score(data).high) == (score(data).low, score(data).high)


def test_the_curve_leaves_out_the_least_sure_first() -> None:
    found = curve([series([70, 90, 71, np.nan], [70, 70, 70, 70], probability=[0.9, 0.1, 0.5, 0.2])])
    assert found is not None
    assert found.coverage.tolist() == [0.25, 0.5, 0.75]
    assert found.within == pytest.approx([1, 1, 2 / 3])
    assert found.mae_bpm == pytest.approx([0, 0.5, 7])


def test_a_method_that_says_nothing_of_itself_has_no_curve() -> None:
    assert curve([series([70], [70])]) is None


def stated(probability: Float, right: Float, subject: str) -> Series:
    value = np.where(right, 70.0, 100.0)
    return series(value.tolist(), [70.0] * len(value), subject, probability.tolist())


def test_a_true_probability_is_calibrated() -> None:
    rng = np.random.default_rng(3)
    p = rng.uniform(0, 1, 20000)
    found = reliability([stated(p, rng.uniform(0, 1, len(p)) < p, "a")])
    assert found is not None and found.error < 0.02


def test_a_boast_is_not_calibrated() -> None:
    found = reliability(
        [stated(np.full(100, 0.95), np.arange(100) % 2 == 0, name) for name in ("a", "b", "c")]
    )
    assert found is not None
    assert found.error == pytest.approx(0.45)
    assert found.low <= found.error <= found.high
    assert found.count.tolist() == [300]
