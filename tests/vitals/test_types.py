from dataclasses import replace

import numpy as np
import pytest

from tests.vitals.synthetic import Person, capture_times, person
from vitals.types import MOMENTS, REGIONS, ROW_LENGTH, ROW_LENGTH_1, ROW_LENGTH_2, Rate, Sample, Trace
from vitals.withheld import Withheld


def sample(t_s: float) -> Sample:
    r = len(REGIONS)
    colours = t_s + np.arange(3.0 * r).reshape(r, 3)
    return Sample(
        t_s, colours, np.arange(float(r)), np.array([0.5, 0.4, 0.3, 0.2]), 1.5, -0.5, 120.0, 0.01, 0.0
    )


def test_samples_become_the_columns_of_a_trace():
    trace = Trace.of([sample(0.0), sample(1.0)])
    assert trace.t_s.tolist() == [0, 1]
    assert trace.rgb[1].tolist() == sample(1.0).rgb.tolist()
    assert trace.face[0].tolist() == [0.5, 0.4, 0.3, 0.2]
    assert (trace.rise_px[0], trace.head_px[0], trace.background_luma[0]) == (1.5, -0.5, 120)


def test_no_samples_become_an_empty_trace():
    assert len(Trace.of([])) == 0


def test_a_trace_survives_its_rows():
    trace = Trace.of([sample(0.0), sample(1.0)])
    assert trace.rows().shape == (2, ROW_LENGTH)
    assert np.array_equal(Trace.from_rows(trace.rows()).rows(), trace.rows(), equal_nan=True)


def test_second_moments_survive_the_rows():
    products = np.arange(6.0)
    trace = Trace.of([replace(sample(0.0), moments=products), sample(1.0)])
    kept = Trace.from_rows(trace.rows())
    assert kept.moments[0].tolist() == products.tolist()
    assert np.isnan(kept.moments[1]).all() and kept.moments.shape == (2, len(MOMENTS))


def test_rows_of_the_first_version_are_read_without_moments():
    trace = Trace.of([sample(0.0), sample(1.0)])
    old = Trace.from_rows(trace.rows()[:, :ROW_LENGTH_1])
    assert np.array_equal(old.rows(), trace.rows(), equal_nan=True)
    assert np.isnan(old.moments).all() and old.second_face_share.tolist() == [0, 0]


def test_rows_of_the_second_version_do_not_know_what_covers_a_face():
    trace = Trace.of([replace(sample(0.0), moments=np.arange(6.0), covered_share=0.4)])
    assert Trace.from_rows(trace.rows()).covered_share.tolist() == [0.4]
    old = Trace.from_rows(trace.rows()[:, :ROW_LENGTH_2])
    assert old.moments[0].tolist() == list(range(6)) and np.isnan(old.covered_share).all()


def test_rows_of_a_length_that_nobody_wrote_are_refused():
    with pytest.raises(ValueError, match="rows of 31 numbers: give 37, or 30 or 36 of earlier versions"):
        Trace.from_rows(np.zeros((2, 31)))


def test_an_empty_trace_survives_its_rows():
    assert Trace.from_rows(Trace.of([]).rows()).rows().shape == (0, ROW_LENGTH)


def test_skin_alone_leaves_the_rest_unknown():
    trace = Trace.of_skin(np.arange(3.0), np.ones((3, 3)))
    assert np.isfinite(trace.rgb[:, 0]).all()
    assert np.isnan(trace.rgb[:, 1:]).all() and np.isnan(trace.face).all()


@pytest.mark.parametrize(
    ("t_s", "colours"), [([0, 1, 2], 2), ([0, 2, 1], 3), ([0, float("nan"), 2], 3)], ids=str
)
def test_skin_needs_a_time_for_each_colour_and_none_that_goes_back(t_s, colours):
    with pytest.raises(ValueError, match=r"3 times and colours of shape .*that does not go back"):
        Trace.of_skin(np.array(t_s, dtype=float), np.ones((colours, 3)))


def test_between_takes_both_ends():
    trace = person(Person(), capture_times(10, fps=10))
    assert trace.between(2.0, 3.0).t_s.tolist() == pytest.approx([2 + 0.1 * i for i in range(11)])


@pytest.mark.parametrize(("value", "reason"), [(None, None), (70.0, Withheld.DARK)])
def test_a_rate_has_either_a_value_or_a_reason(value, reason):
    with pytest.raises(ValueError, match="either a value or a reason"):
        Rate(value, 0.5, reason)


def test_a_rate_is_written_with_its_unit():
    assert Rate.answered(71.26, 0.51239).as_json() == {
        "value": 71.3,
        "unit": "/min",
        "quality": 0.512,
        "withheld": None,
    }
    assert Rate.none(Withheld.DARK).as_json()["withheld"] == "dark"
