"""The study of pulse methods judges a known trace rightly; the videos themselves are not made here."""

import numpy as np
import pytest

from tests.truth.pulse_methods import CONTESTANTS, judged
from tests.vitals.synthetic import Person, capture_times, person, without_face
from vitals.evaluation.truth import HeartTruth

TRACE = person(Person(84), capture_times(13))
TRUTH = HeartTruth(np.arange(0.0, 14.0), np.full(14, 84.0))


@pytest.mark.parametrize("name", list(CONTESTANTS))
def test_every_contestant_is_right_on_a_clean_trace(name):
    mae_bpm, within, snr_db = judged(TRACE, TRUTH, CONTESTANTS[name])
    assert mae_bpm < 1 and within == 1 and snr_db > 0


def test_a_face_that_is_lost_is_not_judged():
    assert np.isnan(judged(without_face(TRACE, 2, 14), TRUTH, CONTESTANTS["pos"])).all()
    assert np.isnan(judged(without_face(TRACE, 2, 14), TRUTH, CONTESTANTS["pos, patches by snr"])).all()
