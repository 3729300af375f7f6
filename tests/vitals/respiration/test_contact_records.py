"""Respiratory rate from contact pulse waves of real people."""

import json

import numpy as np
import pytest

from tests.vitals.shared_data import TRACES, needs_traces
from vitals.measure import measure

BREATHS = {"neurokit_first150s": "peaks_s", "bidmc_01": "breaths_ann1_s", "capno_2": "breath_marks_s"}


def truth_bpm(breaths_s: np.ndarray, t_s: float) -> float:
    inside = breaths_s[(breaths_s > t_s - 31) & (breaths_s <= t_s)]
    return float(60 / np.diff(inside).mean()) if len(inside) > 2 else float("nan")


@needs_traces
@pytest.mark.parametrize("name", list(BREATHS))
def test_what_is_shown_is_right_within_half_a_breath_on_average(name):
    path = TRACES / f"{name}.json"
    breaths_s = np.array(json.loads(path.read_text())["resp"][BREATHS[name]])
    series = [e for e in measure(path).series if e.t_s >= 30]
    shown = [(e.respiratory_rate.value_bpm, truth_bpm(breaths_s, e.t_s)) for e in series]
    errors = np.array([abs(a - b) for a, b in shown if a is not None and np.isfinite(b)])
    assert len(errors) >= 0.35 * len(series)
    assert errors.mean() <= 0.5
    assert errors.max() <= 2.5
