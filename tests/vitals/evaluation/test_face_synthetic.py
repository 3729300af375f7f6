"""Made-up people before a camera: what is shown of them is what the estimators then find."""

from __future__ import annotations

import numpy as np
import pytest

from vitals.evaluation import face_synthetic
from vitals.evaluation.face_synthetic import MONK_SRGB, Course
from vitals.measuring import measure_trace
from vitals.withheld import Withheld

SECONDS = 40.0


def made(seed: int = 1, **given: float) -> Course:
    rates = {"rest_bpm": 64.0, "breath_bpm": 14.0, **given}
    return face_synthetic.course(np.random.default_rng(seed), SECONDS, **rates)


@pytest.mark.parametrize("tone", [1, 10])
def test_the_estimators_find_the_rates_on_light_and_dark_skin(tone: int) -> None:
    truth = made()
    found = measure_trace(face_synthetic.trace(np.random.default_rng(2), truth, tone=tone))
    assert found.heart_rate.value_bpm == pytest.approx(truth.heart_bpm.mean(), abs=2)
    assert found.respiratory_rate.value_bpm == pytest.approx(truth.breath_bpm, abs=1.5)


def test_the_same_seed_is_the_same_person() -> None:
    one, two = (face_synthetic.trace(np.random.default_rng(3), made()).rows() for _ in range(2))
    assert np.array_equal(one, two, equal_nan=True)


def test_after_an_effort_the_heart_comes_down() -> None:
    truth = made(effort_bpm=30.0, recovery_s=20.0)
    assert truth.heart_bpm[:90].mean() - truth.heart_bpm[-90:].mean() > 15


def test_darker_tones_are_darker_before_the_camera_too() -> None:
    lumas = [
        float(face_synthetic.trace(np.random.default_rng(4), made(), tone=tone).rgb[:, 0].mean())
        for tone in range(1, len(MONK_SRGB) + 1)
    ]
    assert lumas == sorted(lumas, reverse=True) and lumas[-1] > 40


def test_nobody_there_gives_no_rate() -> None:
    seen = face_synthetic.trace(np.random.default_rng(5), made())
    found = measure_trace(face_synthetic.away(seen, 0.0, SECONDS))
    assert found.heart_rate.withheld is Withheld.NO_FACE


def test_who_moves_for_a_while_has_no_rate_meanwhile() -> None:
    rng = np.random.default_rng(6)
    seen = face_synthetic.moving(rng, face_synthetic.trace(rng, made()), 15.0, 25.0)
    reasons = {e.heart_rate.withheld for e in measure_trace(seen).series if 20 <= e.t_s <= 25}
    assert Withheld.MOTION in reasons and None not in reasons
