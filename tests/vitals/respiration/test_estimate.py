import numpy as np
import pytest

from tests.vitals.synthetic import Person, capture_times, person
from vitals import monitor


def answers(p: Person, seed: int = 0) -> list[float | None]:
    """Respiratory rates from 25 s on."""
    series = monitor.run(person(p, capture_times(45, seed=seed), seed))
    return [e.respiratory_rate.value_bpm for e in series if e.t_s >= 25]


@pytest.mark.parametrize("breath_bpm", [6, 8, 15, 24, 36])
def test_shoulders_give_the_rate(breath_bpm):
    assert answers(Person(breath_bpm=breath_bpm)) == pytest.approx([breath_bpm] * 21, abs=1)


def test_sway_of_the_whole_person_does_not_hide_the_breath():
    assert answers(Person(breath_bpm=15, sway_px=2)) == pytest.approx([15] * 21, abs=1)


def test_sway_without_breath_is_not_taken_for_one():
    still = Person(rise_px=0, head_px=0, sway_px=2, breath_level=0, breath_size=0, breath_pace=0)
    shown = [value for seed in range(6) for value in answers(still, seed) if value is not None]
    assert len(shown) <= 0.05 * 6 * 21


def test_without_shoulders_the_pulse_tells_or_nothing_does():
    shown = [v for v in answers(Person(breath_bpm=15, rise_px=0, head_px=0)) if v is not None]
    assert shown == pytest.approx([15] * len(shown), abs=2)
    assert len(shown) >= 10


def test_a_breath_in_is_up_in_the_drawn_wave():
    *_, last = monitor.run(person(Person(breath_bpm=12), capture_times(40)))
    assert last.breath is not None
    truth = np.sin(2 * np.pi * 12 / 60 * last.breath.t_s)
    assert np.corrcoef(last.breath.v, truth)[0, 1] > 0.95
