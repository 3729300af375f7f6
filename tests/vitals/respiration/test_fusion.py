import pytest

from vitals.respiration.fusion import fuse
from vitals.respiration.group import GroupReading
from vitals.withheld import Withheld


def reading(rate_bpm: float, quality: float = 0.8, counted: bool = True) -> GroupReading:
    return GroupReading(rate_bpm, quality, counted)


def test_two_that_agree_are_averaged_by_quality():
    assert fuse(reading(14, 0.9), reading(17, 0.45)).value_bpm == pytest.approx(15)


def test_one_that_is_believed_is_enough():
    assert fuse(None, reading(17)).value_bpm == 17
    assert fuse(reading(14), reading(25, quality=0.1)).value_bpm == 14


@pytest.mark.parametrize(("motion", "modulation", "shown"), [(0.9, 0.5, 14), (0.4, 0.9, 25)])
def test_of_two_that_disagree_the_clearly_better_is_shown(motion, modulation, shown):
    assert fuse(reading(14, motion), reading(25, modulation)).value_bpm == shown


def test_two_alike_that_disagree_are_withheld():
    assert fuse(reading(14), reading(25)).withheld is Withheld.METHODS_DISAGREE


def test_what_counting_does_not_confirm_is_not_believed():
    assert fuse(reading(14, counted=False), None).withheld is Withheld.NO_BREATH


def test_nothing_is_no_breath():
    rate = fuse(None, None)
    assert (rate.withheld, rate.quality) == (Withheld.NO_BREATH, 0)
