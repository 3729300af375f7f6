import numpy as np
import pytest

from tests.vitals.synthetic import Person, capture_times, person
from vitals.respiration.methods import METHODS
from vitals.types import Trace

CLEAR = Person(breath_bpm=15, breath_level=0.004, breath_size=0.3, breath_pace=0.04, noise=0.05)
TELLING = (
    "motion",
    "smart",
    "conditioned",
    "fused",
    "am",
    "bm_half",
    "bm_max",
    "bm_min",
    "fm_rate",
    "colour",
)
"""Rise and fall times need a pulse that changes its shape; this person's does not."""


@pytest.fixture(scope="module")
def clear() -> Trace:
    return person(CLEAR, capture_times(32))


@pytest.mark.parametrize("name", TELLING)
def test_every_method_tells_a_clear_breath(clear: Trace, name: str) -> None:
    assert METHODS[name](clear, 31.0) == pytest.approx(15, abs=1)


@pytest.mark.parametrize("name", TELLING[1:])
def test_a_contact_wave_needs_no_colour(clear: Trace, name: str) -> None:
    wave = 300 - clear.rgb[:, 0, 1]
    contact = Trace.of_skin(clear.t_s, np.repeat(wave[:, None], 3, axis=1))
    assert METHODS[name](contact, 31.0) == pytest.approx(15, abs=1)


@pytest.mark.parametrize("name", list(METHODS))
def test_ten_seconds_are_too_short(clear: Trace, name: str) -> None:
    assert np.isnan(METHODS[name](clear.between(0, 10), 10.0))


def test_without_shoulders_and_head_there_is_no_motion() -> None:
    skin = Trace.of_skin(np.arange(960) / 30, np.full((960, 3), 120.0))
    assert np.isnan(METHODS["motion"](skin, 31.0))
