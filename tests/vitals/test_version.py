"""The version of the estimators is tied to their numbers."""

from __future__ import annotations

import pytest

from tests.vitals.synthetic import Person, capture_times, person
from vitals import measure_trace
from vitals.version import VERSION

KNOWN = {"1.0.0": {"fused": (83.945, 12.963), "pos": (83.939, 12.963)}}
"""Version -> method -> both rates of the person below. New numbers are a new version: add it."""


@pytest.mark.parametrize("method", ["fused", "pos"])
def test_a_version_stands_for_its_numbers(method: str) -> None:
    trace = person(Person(84.0, breath_bpm=13.0, noise=0.4), capture_times(40, jitter_s=0.004), seed=7)
    found = measure_trace(trace, method)
    rates = (found.heart_rate.value_bpm, found.respiratory_rate.value_bpm)
    assert rates == pytest.approx(KNOWN[VERSION][method], abs=0.02)
