import numpy as np
import pytest

from tests.vitals.shared_data import TRACES, needs_traces
from vitals.evaluation.hrv import known_ms, of_intervals, row


def test_both_measures_of_known_intervals():
    assert of_intervals(np.array([800.0, 900, 800, 900])) == (
        pytest.approx(57.7, abs=0.1),
        pytest.approx(100),
    )


@needs_traces
def test_a_clear_fingertip_comes_near_the_ecg():
    path = TRACES / "finger_06.json"
    sdnn_ms, rmssd_ms = known_ms(path)
    cells = row(path, sdnn_ms, rmssd_ms).split()
    assert float(cells[1]) == pytest.approx(sdnn_ms, abs=8)
    assert float(cells[3]) == pytest.approx(rmssd_ms, abs=10)


@needs_traces
def test_a_face_has_no_ecg():
    assert known_ms(TRACES / "lgi_A_gym.json") is None
