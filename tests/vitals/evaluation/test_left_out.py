from pathlib import Path

import numpy as np
import pytest

from tests.vitals.shared_data import TRACES, needs_traces
from vitals.evaluation.left_out import SHIPPED, Second, followed, hindsight, left_out, prepared
from vitals.evaluation.truth import Errors

A, B, GYM = (Path(f"lgi_{name}.json") for name in ("A_talk", "B_talk", "B_gym"))


def off(by: float) -> Errors:
    return Errors(3, np.full(3, by))


def test_settings_are_chosen_by_the_other_subjects():
    traces = {A: {"x": off(1), "y": off(9)}, B: {"x": off(8), "y": off(2)}}
    found = left_out(traces)
    assert found[A].absolute_bpm[0] == 9
    assert found[B].absolute_bpm[0] == 8


def test_exercise_does_not_choose():
    traces = {A: {"x": off(1), "y": off(9)}, B: {"x": off(2), "y": off(3)}, GYM: {"x": off(19), "y": off(1)}}
    assert left_out(traces)[A].absolute_bpm[0] == 1


def test_the_best_constant_is_the_median_of_what_was_true():
    seen = {A: [Second(20.0 + i, rate, {}, 0.0) for i, rate in enumerate((70.0, 80.0, 95.0))]}
    assert sorted(hindsight(seen)[A].absolute_bpm) == [0, 10, 15]


@needs_traces
def test_the_shipped_settings_are_the_shipped_chain():
    errors = followed(prepared(TRACES / "lgi_B_resting.json"), SHIPPED)
    assert errors.absolute_bpm.mean() == pytest.approx(0.5, abs=0.3)
    assert (errors.absolute_bpm <= 5).all()
