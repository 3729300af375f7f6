import numpy as np
import pytest

from vitals.evaluation.breath_synthetic import FASTEST_BPM, breathing, record

T_S = np.arange(0, 60, 1 / 30)


@pytest.mark.parametrize("rate_bpm", [6, 15, 40])
def test_a_breath_begins_at_each_mark(rate_bpm: float) -> None:
    depth, marks_s = breathing(np.random.default_rng(1), T_S, rate_bpm, uneven=0.1, pausing=False)
    assert 60 / np.diff(marks_s).mean() == pytest.approx(rate_bpm, rel=0.25)
    at_marks, between = (
        np.interp(marks_s, T_S, depth),
        np.interp(marks_s[:-1] + np.diff(marks_s) * 0.4, T_S, depth),
    )
    assert at_marks.max() < 0.2
    assert between.min() > 0.4


def test_who_pauses_rests_for_seconds_and_does_not_move() -> None:
    depth, marks_s = breathing(np.random.default_rng(3), T_S, 20, uneven=0.02, pausing=True)
    longest = int(np.diff(marks_s).argmax())
    assert np.diff(marks_s)[longest] > 5.5
    into_s = T_S - marks_s[longest]
    resting = (into_s > 4) & (into_s < np.diff(marks_s)[longest] - 0.1)
    assert np.ptp(depth[resting]) == 0


def test_a_record_is_the_same_each_time() -> None:
    assert record(5).trace.rows() == pytest.approx(record(5).trace.rows(), nan_ok=True)


def test_records_differ_as_people_do() -> None:
    made = [record(seed, 40) for seed in range(40)]
    assert 3 <= sum(not r.in_pulse for r in made) <= 15
    assert 3 <= sum(not r.in_body for r in made) <= 15
    assert any(np.isnan(r.trace.rise_px).all() for r in made)
    rates = [60 / np.diff(r.marks_s).mean() for r in made]
    assert min(rates) < 9 and 25 < max(rates) < 1.3 * FASTEST_BPM
    assert all(rate < r.heart_bpm / 2 for rate, r in zip(rates, made, strict=True))
