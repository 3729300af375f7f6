"""The figures of docs/signals.md on real traces, as floors."""

import numpy as np
import pytest

from tests.vitals.shared_data import TRACES, needs_traces
from vitals.evaluation.traces import by_monitor, constant, errors, group, table
from vitals.evaluation.truth import Errors, HeartTruth

pytestmark = needs_traces


@pytest.mark.parametrize("name", ["lgi_B_resting", "ubfc_example"])
def test_the_two_guiding_traces_reach_their_bar(name):
    found = errors(TRACES / f"{name}.json", by_monitor("fused"))
    assert found is not None
    assert len(found.absolute_bpm) >= 0.8 * found.asked
    assert (found.absolute_bpm <= 5).mean() >= 0.9
    assert found.absolute_bpm.mean() <= 2.5


@pytest.mark.parametrize("subject", "ADF")
def test_what_is_shown_at_rest_is_right(subject):
    found = errors(TRACES / f"lgi_{subject}_resting.json", by_monitor("fused"))
    assert found is not None
    assert (found.absolute_bpm <= 5).mean() >= 0.85
    assert len(found.absolute_bpm) >= 0.5 * found.asked


@pytest.mark.parametrize("subject", "ABDF")
def test_what_is_shown_under_rotation_is_mostly_right(subject):
    found = errors(TRACES / f"lgi_{subject}_rotation.json", by_monitor("fused"))
    assert found is not None
    assert (found.absolute_bpm <= 5).mean() >= 0.85


@pytest.mark.parametrize("name", ["finger_02", "finger_06", "finger_09"])
def test_a_fingertip_is_measured(name):
    found = errors(TRACES / f"{name}.json", by_monitor("fused"))
    assert found is not None
    assert (found.absolute_bpm <= 5).mean() >= 0.9


def test_the_monitor_leads_a_constant(subject="lgi_F_resting"):
    path = TRACES / f"{subject}.json"
    ours, chair = errors(path, by_monitor("fused")), errors(path, constant)
    assert ours is not None and chair is not None
    assert ours.absolute_bpm.mean() < chair.absolute_bpm.mean() / 5


def test_the_table_has_a_row_per_contestant():
    rows = table([TRACES / "lgi_B_resting.json"]).splitlines()
    names = [row[:30].strip() for row in rows[1:5]]
    assert names == ["constant 75", "plain POS", "fused, every window answered", "fused"]
    assert "lgi resting" in rows[0]


def test_files_are_grouped_by_what_the_person_did():
    assert group(TRACES / "lgi_A_talk.json") == "lgi talk"
    assert group(TRACES / "finger_03.json") == "finger"


def test_truth_is_the_mean_of_the_trailing_ten_seconds():
    truth = HeartTruth(np.arange(30.0), np.arange(30.0))
    assert truth.at(20) == pytest.approx(np.mean(range(11, 21)))


def test_coverage_counts_the_seconds_without_an_answer():
    found = Errors.of([70.0, None, 80.0, 60.0], [71.0, 70.0, float("nan"), 66.0])
    assert found.asked == 3
    assert found.absolute_bpm.tolist() == [1, 6]
