"""Which value is compared with which."""

from __future__ import annotations

import pytest

from vitals.agreement import Compared, ReferenceValue, reference_bpm, whole_pairs, window_pairs
from vitals.kind import Kind
from vitals.types import Estimate, Rate
from vitals.withheld import Withheld

HEART, BREATH = Kind.HEART_RATE, Kind.RESPIRATORY_RATE
SERIES = [ReferenceValue(HEART, 70.0 + t, float(t)) for t in range(41)]


def session(references: list[ReferenceValue], **changes: object) -> Compared:
    rates = [
        (float(t), Rate.answered(60.0 + t, 0.9) if t != 20 else Rate.none(Withheld.MOTION))
        for t in range(1, 41)
    ]
    usual = {
        "session": "s",
        "subject": "P1",
        "duration_s": 40.0,
        "heart_rate": Rate.answered(72.0, 0.9),
        "respiratory_rate": Rate.none(Withheld.NO_BREATH),
        "estimates": [
            Estimate(t, rate, Rate.answered(15.0, 0.9), None, None, None, None) for t, rate in rates
        ],
        "references": references,
        "groups": {"device": "phone"},
    }
    return Compared(**(usual | changes))  # type: ignore[arg-type]


def test_a_value_of_the_whole_session_wins_over_those_with_a_time() -> None:
    references = [ReferenceValue(HEART, 70.0), ReferenceValue(HEART, 72.0), ReferenceValue(HEART, 99.0, 5.0)]
    assert reference_bpm(references, HEART, 40.0) == 71.0


def test_values_with_a_time_count_within_the_session_only() -> None:
    references = [
        ReferenceValue(HEART, v, t) for v, t in ((70.0, 0.0), (74.0, 40.0), (99.0, -1.0), (99.0, 41.0))
    ]
    assert reference_bpm(references, HEART, 40.0) == 72.0


def test_without_a_value_of_that_kind_there_is_none() -> None:
    assert reference_bpm([ReferenceValue(HEART, 70.0)], BREATH, 40.0) is None


def test_the_whole_session_is_one_pair_of_each_kind_that_has_a_reference() -> None:
    heart, breath = whole_pairs(session([ReferenceValue(HEART, 70.0), ReferenceValue(BREATH, 14.0)]))
    assert (heart.measured_bpm, heart.reference_bpm, heart.t_s) == (72.0, 70.0, None)
    assert (breath.measured_bpm, breath.withheld) == (None, "no_breath")
    assert (heart.subject, heart.session, heart.group("device")) == ("P1", "s", "phone")


def test_each_full_window_is_compared_with_the_mean_over_it() -> None:
    found = window_pairs(session(SERIES))
    assert [pair.t_s for pair in found] == [float(t) for t in range(10, 41)]
    assert found[0].reference_bpm == pytest.approx(70 + 5.5)  # seconds 1 to 10
    assert found[0].measured_bpm == 70.0


def test_a_withheld_second_is_a_pair_without_a_value() -> None:
    (withheld,) = [pair for pair in window_pairs(session(SERIES)) if pair.measured_bpm is None]
    assert (withheld.t_s, withheld.withheld) == (20.0, "motion")


def test_a_breath_is_compared_over_half_a_minute() -> None:
    references = [ReferenceValue(BREATH, 15.0, float(t)) for t in range(41)]
    assert [pair.t_s for pair in window_pairs(session(references))] == [float(t) for t in range(30, 41)]


def test_a_window_in_which_the_device_was_silent_has_no_pair() -> None:
    references = [r for r in SERIES if r.t_s is not None and r.t_s <= 15]
    assert [pair.t_s for pair in window_pairs(session(references))] == [float(t) for t in range(10, 25)]


def test_a_few_single_values_are_no_series() -> None:
    assert window_pairs(session(SERIES[:4])) == []


def test_windows_that_touch_an_excluded_span_have_no_pair() -> None:
    found = window_pairs(session(SERIES, excluded_spans=[(12.0, 15.0)]))
    assert [pair.t_s for pair in found] == [10.0, 11.0, 12.0, *(float(t) for t in range(25, 41))]


def test_an_excluded_session_has_no_pair_at_all() -> None:
    excluded = session([*SERIES, ReferenceValue(HEART, 70.0)], excluded=True)
    assert whole_pairs(excluded) + window_pairs(excluded) == []
