"""Figures of known pairs, their intervals, and honesty where there are few."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import pearsonr

from vitals.agreement import NOT_STATED, Figure, Pair, Unknown, agreement, by_group, points
from vitals.agreement.agreement import FIGURES
from vitals.kind import Kind

HEART, BREATH = Kind.HEART_RATE, Kind.RESPIRATORY_RATE


def pair(measured: float | None, reference: float, subject: str = "a", **groups: str) -> Pair:
    withheld = "no_pulse" if measured is None else None
    return Pair(HEART, reference, measured, subject, withheld, session=f"s{reference:g}", groups=groups)


def study(persons: int, each: int = 1, bias: float = 0.0, between: float = 0.0, seed: int = 0) -> list[Pair]:
    """Differences of SD 3 within and `between` between persons."""
    rng = np.random.default_rng(seed)
    found = []
    for person in range(persons):
        own = bias + rng.normal(0, between) if between else bias
        for reference in rng.uniform(55, 100, each):
            found.append(pair(reference + own + rng.normal(0, 3), reference, f"p{person}"))
    return found


def test_known_differences_have_the_figures_of_their_definitions() -> None:
    errors = np.array([-6.0, -1.0, 0.0, 2.0, 4.0])
    references = np.array([60.0, 65.0, 70.0, 75.0, 80.0])
    pairs = [pair(r + e, r, f"p{i}") for i, (r, e) in enumerate(zip(references, errors, strict=True))]
    found = agreement([*pairs, pair(None, 90.0, "p9")], HEART)
    sd = errors.std(ddof=1)
    assert found.coverage.value == pytest.approx(5 / 6)
    assert found.mae_bpm.value == pytest.approx(abs(errors).mean())
    assert found.rmse_bpm.value == pytest.approx(np.sqrt((errors**2).mean()))
    assert found.bias_bpm.value == pytest.approx(errors.mean())
    assert found.sd_bpm.value == pytest.approx(sd)
    assert found.lower_limit_bpm.value == pytest.approx(errors.mean() - 1.96 * sd)
    assert found.upper_limit_bpm.value == pytest.approx(errors.mean() + 1.96 * sd)
    assert found.r.value == pytest.approx(pearsonr(references + errors, references).statistic)
    assert found.within.value == pytest.approx(4 / 5)
    assert (found.pairs, found.answered, found.participants) == (6, 5, 6)
    assert found.withheld == {"no_pulse": 1}


def test_limits_with_repeats_add_the_spread_within_and_between_persons() -> None:
    found = agreement(study(persons=400, each=5, between=4.0), HEART)
    assert found.repeated
    assert found.sd_bpm.value == pytest.approx(5.0, rel=0.05)


def test_limits_with_uneven_repeats_are_those_of_the_analysis_of_variance() -> None:
    """Bland and Altman 2007, section 3, worked out by hand for persons with 3, 2 and 1 differences."""
    differences = {"a": [1.0, 2.0, 3.0], "b": [5.0, 7.0], "c": [-1.0]}
    pairs = [pair(70 + d + i, 70.0 + i, name) for name, own in differences.items() for i, d in enumerate(own)]
    within = (2 * 1.0 + 2.0) / (6 - 3)
    mean = 17 / 6
    between = (3 * (2 - mean) ** 2 + 2 * (6 - mean) ** 2 + (-1 - mean) ** 2) / 2
    usual_count = (6 - (9 + 4 + 1) / 6) / 2
    expected = np.sqrt(within + (between - within) / usual_count)
    assert agreement(pairs, HEART).sd_bpm.value == pytest.approx(expected)


def test_repeats_that_differ_no_more_between_than_within_have_the_spread_within() -> None:
    pairs = [pair(70 + d + i, 70.0 + i, name) for name in "abc" for i, d in enumerate((-3.0, 0.0, 3.0))]
    assert agreement(pairs, HEART).sd_bpm.value == pytest.approx(3.0)


def test_the_interval_of_the_bias_holds_the_truth_about_as_often_as_it_says() -> None:
    held = 0
    for seed in range(60):
        bias = agreement(study(persons=25, each=3, bias=2.0, between=2.0, seed=seed), HEART).bias_bpm
        assert bias.low is not None and bias.high is not None
        held += bias.low <= 2.0 <= bias.high
    assert held >= 0.85 * 60


def test_repeats_of_one_person_do_not_narrow_the_interval() -> None:
    few = study(persons=10, each=1, between=5.0)
    many = [p for p in few for _ in range(20)]
    narrow, wide = agreement(few, HEART).bias_bpm, agreement(many, HEART).bias_bpm
    assert (wide.low, wide.high) == pytest.approx((narrow.low, narrow.high))


def test_the_same_pairs_give_the_same_interval_in_any_order() -> None:
    pairs = study(persons=8, each=2)
    assert agreement(pairs, HEART).mae_bpm == agreement(pairs[::-1], HEART).mae_bpm


def test_no_pairs_are_a_reason_and_no_number() -> None:
    found = agreement([], HEART)
    assert {getattr(found, name) for name in FIGURES} == {Figure(None, reason=Unknown.NO_PAIRS)}


def test_pairs_that_are_all_withheld_have_a_coverage_and_no_error() -> None:
    found = agreement([pair(None, 70.0, name) for name in "abcd"], HEART)
    assert found.coverage == Figure(0.0, 0.0, 0.0)
    assert found.mae_bpm == Figure(None, reason=Unknown.NOTHING_ANSWERED)


def test_two_participants_have_values_without_intervals() -> None:
    found = agreement(study(persons=2, each=4), HEART)
    assert found.mae_bpm.value is not None
    assert (found.mae_bpm.low, found.mae_bpm.reason) == (None, Unknown.TOO_FEW_PARTICIPANTS)


def test_one_participant_has_no_limits_of_agreement() -> None:
    found = agreement(study(persons=1, each=9), HEART)
    assert found.upper_limit_bpm == Figure(None, reason=Unknown.TOO_FEW_PARTICIPANTS)


def test_a_correlation_of_one_reference_value_is_none() -> None:
    found = agreement([pair(70.0 + i, 72.0, str(i)) for i in range(5)], HEART)
    assert found.r == Figure(None, reason=Unknown.NO_VARIATION)


def test_a_breath_counts_as_right_within_two_a_minute() -> None:
    pairs = [Pair(BREATH, 15.0, 15.0 + error, str(error)) for error in (0.0, 1.9, 2.1, 4.0)]
    assert agreement(pairs, BREATH).within.value == 0.5


def test_other_kinds_are_not_looked_at() -> None:
    assert agreement([Pair(BREATH, 15.0, 16.0, "a"), pair(70.0, 71.0)], HEART).pairs == 1


def test_groups_are_judged_apart_and_those_without_a_label_too() -> None:
    pairs = [pair(72.0, 70.0, "a", device="x"), pair(75.0, 71.0, "b", device="y"), pair(73.0, 72.0, "c")]
    found = by_group(pairs, HEART, "device")
    assert {label: a.mae_bpm.value for label, a in found.items()} == {NOT_STATED: 1.0, "x": 2.0, "y": 4.0}


@pytest.mark.parametrize("value", [float("nan"), float("inf"), 0.0, -3.0])
def test_a_rate_that_is_none_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="finite positive"):
        pair(70.0, value)


def test_points_lie_at_the_mean_and_the_difference() -> None:
    found = points([pair(72.0, 70.0, device="x"), pair(None, 80.0)], HEART, "device")
    assert (found.mean_bpm.tolist(), found.difference_bpm.tolist()) == ([71.0], [2.0])
    assert (found.session, found.group, found.left_out) == (("s70",), ("x",), 0)


def test_a_plot_of_very_many_points_says_how_many_it_leaves_out() -> None:
    found = points(study(persons=10, each=3), HEART, most=12)
    assert (len(found.mean_bpm), found.left_out) == (12, 18)


def test_an_outlier_is_never_left_out_of_a_plot() -> None:
    ordinary = [pair(70.0 + i / 100, 70.0) for i in range(200)]
    for place in (0, 57, 200):
        found = points([*ordinary[:place], pair(50.0, 90.0), *ordinary[place:]], HEART, most=12)
        assert min(found.difference_bpm) == -40.0 and len(found.mean_bpm) == 12
