import numpy as np
import pytest

from vitals.evaluation.breath_calibrate import calibration_error, crossed, judged, together
from vitals.evaluation.breath_synthetic import record
from vitals.respiration.group import Source


def test_the_error_of_a_perfect_calibration_is_zero_and_of_a_boast_its_excess() -> None:
    right = np.arange(1000) % 10 < 7
    assert calibration_error(np.full(1000, 0.7), right) == pytest.approx(0, abs=1e-9)
    assert calibration_error(np.full(1000, 0.95), right) == pytest.approx(0.25)


def test_each_source_is_judged_by_itself_and_calibrated_by_the_other_half() -> None:
    records = [judged(record(seed, 26)) for seed in range(8)]
    pulse = together(records, Source.PULSE)
    assert pulse.features.shape == (len(pulse.right), 5)
    assert Source.SHOULDERS in records[0] or Source.HEAD in records[0]
    probability, right = crossed(records, Source.PULSE)
    assert len(probability) == len(right) == len(pulse.right)
    assert probability.min() > 0 and probability.max() < 1


def test_a_rate_where_no_breath_shows_is_never_right() -> None:
    empty = next(r for seed in range(100) if not (r := record(seed, 26)).in_pulse)
    assert not judged(empty)[Source.PULSE].right.any()
