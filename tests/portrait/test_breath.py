"""The grid of breathing portraits: what it films and how it judges."""

import numpy as np
import pytest

from tests.portrait.breath import RATES_BPM, SIZES_PX, Case, cases, film, judged
from vitals.types import Trace


def test_even_and_uneven_breaths_are_shared_out_over_the_grid() -> None:
    grid = cases(RATES_BPM, SIZES_PX)
    assert len(grid) == 36
    for chosen in ([c for c in grid if c.shoulders], [c for c in grid if c.size_px == 0.5]):
        assert sum(c.even for c in chosen) == len(chosen) / 2


@pytest.mark.parametrize("even", [True, False])
def test_a_film_has_its_frames_and_the_marks_of_its_breath(even: bool) -> None:
    frames, marks_s = film(Case(15, 3.0, True, even, 1), 20, 5)
    assert next(frames).rgb.shape == (240, 320, 3)
    assert np.diff(marks_s).mean() == pytest.approx(4, abs=1.5)


def test_a_film_without_answers_is_judged_as_such() -> None:
    t_s = np.arange(0, 35, 1 / 15)
    dark = Trace.of_skin(t_s, np.full((len(t_s), 3), np.nan))
    outcome = judged(Case(15, 1.0, True, True, 1), dark, np.arange(0, 35, 4.0))
    assert (outcome.asked, outcome.errors_bpm) == (6, ())
