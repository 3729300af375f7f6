"""References beside the methods, and scores of every scope."""

from __future__ import annotations

import numpy as np
import pytest

from vitals.evaluation.grid.series import Config, Quantity, Series
from vitals.evaluation.report.summary import ORACLE, Scope, is_chosen, label, summarise

POS = Config(Quantity.HEART, "skin", "pos", "spectrum")
PRODUCT = Config(Quantity.HEART, "product", "fused", "monitor")
NOSE = Config(Quantity.HEART, "nose", "pbv", "peaks")


def series(config: Config, record: str, truth: list[float], error: float = 1.0) -> Series:
    subject, _, activity = record.partition("_")
    n = len(truth)
    t, silent = np.array(truth, dtype=float), np.full(n, np.nan)
    return Series(
        record, subject, activity, config, np.arange(n) + 10.0, t, t + error, silent, silent, ("",) * n
    )


EVERY = [
    series(config, record, truth, error)
    for config, error in ((NOSE, 9.0), (POS, 4.0), (PRODUCT, 1.0))
    for record, truth in (("a_rest", [60, 62]), ("a_gym", [120, 130]), ("b_rest", [80, 82]))
]


def constant(name: str) -> Config:
    return Config(Quantity.HEART, "reference", name, "")


def test_the_constants_are_scored_on_the_same_windows() -> None:
    score = summarise(EVERY).score(constant("constant 75/min"))
    assert score is not None and score.windows == 6
    assert score.mae_bpm == pytest.approx(np.mean([15, 13, 45, 55, 5, 7]))


def test_the_best_constant_is_the_best_of_each_scope() -> None:
    summary = summarise(EVERY)
    gym = summary.score(constant(ORACLE), Scope.ACTIVITY, "gym")
    rest = summary.score(constant(ORACLE), Scope.ACTIVITY, "rest")
    assert gym is not None and rest is not None
    assert gym.mae_bpm == 5 and rest.mae_bpm == pytest.approx(10)


def test_every_scope_has_its_scores() -> None:
    summary = summarise(EVERY)
    for scope, names in (
        (Scope.ACTIVITY, ["rest", "gym"]),
        (Scope.SUBJECT, ["a", "b"]),
        (Scope.RECORD, ["a_rest", "a_gym", "b_rest"]),
    ):
        assert sorted(summary.names(scope, Quantity.HEART)) == sorted(names)
        for name in names:
            score = summary.score(PRODUCT, scope, name)
            assert score is not None and score.mae_bpm == 1


def test_the_product_comes_first_then_plain_pos_and_the_constants() -> None:
    assert [label(c) for c in summarise(EVERY).chosen(Quantity.HEART)] == [
        "product, fused, withholding",
        "plain POS",
        "constant 75/min",
        "best constant (oracle)",
    ]


def test_the_rest_is_the_grid() -> None:
    assert not is_chosen(NOSE) and label(NOSE) == "nose / pbv / peaks"


def test_nothing_to_score_is_an_empty_summary() -> None:
    assert summarise([]).quantities() == []
