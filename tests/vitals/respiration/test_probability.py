import json

import numpy as np
import pytest

from vitals.respiration.group import GroupReading, Source
from vitals.respiration.probability import CALIBRATION, features, probability


def reading(source: Source, share: float, rate_bpm: float = 15) -> GroupReading:
    return GroupReading(
        source, rate_bpm, rate_bpm, (rate_bpm - 1, rate_bpm + 1), np.array([share / 2, share, share, share])
    )


@pytest.mark.parametrize("source", list(Source))
def test_what_is_clear_is_likely_and_what_is_not_is_not(source: Source) -> None:
    assert probability(reading(source, 0.98)) > 0.85
    assert probability(reading(source, 0.2)) < 0.5


@pytest.mark.parametrize("source", list(Source))
def test_a_slow_breath_is_less_sure_than_a_usual_one(source: Source) -> None:
    assert probability(reading(source, 0.6, 6)) < probability(reading(source, 0.6, 15))


@pytest.mark.parametrize("share", [0.0, 1.0])
def test_none_and_all_are_numbers(share: float) -> None:
    assert np.isfinite(features(reading(Source.PULSE, share))).all()


def test_the_constants_say_where_they_come_from() -> None:
    shipped = json.loads(CALIBRATION.read_text())
    assert "breath_calibrate" in shipped["command"]
    assert "made-up" in shipped["data"]
