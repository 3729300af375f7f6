"""Respiratory rate from contact pulse waves of real people."""

import numpy as np
import pytest

from tests.vitals.shared_data import TRACES, needs_traces
from vitals.evaluation.breath import breaths_s, judged, truth_bpm


@needs_traces
@pytest.mark.parametrize("name", ["neurokit_first150s", "bidmc_01", "capno_2"])
def test_what_is_shown_is_right_within_half_a_breath_on_average(name):
    marks_s = breaths_s(TRACES / f"{name}.json")
    assert marks_s is not None
    found = judged(TRACES / f"{name}.json", marks_s).shown
    assert len(found.absolute_bpm) >= 0.35 * found.asked
    assert found.absolute_bpm.mean() <= 0.5
    assert found.absolute_bpm.max() <= 2.5


@needs_traces
def test_a_trace_without_marked_breaths_has_no_truth():
    assert breaths_s(TRACES / "ubfc_example.json") is None


def test_truth_is_the_rate_of_the_trailing_half_minute():
    assert truth_bpm(np.arange(0, 100, 4.0), 60) == pytest.approx(15)
