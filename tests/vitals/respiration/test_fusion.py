from dataclasses import replace

import numpy as np
import pytest

from vitals.respiration import fusion
from vitals.respiration.fusion import BAR, fuse
from vitals.respiration.group import GroupReading, Source
from vitals.withheld import Withheld


@pytest.fixture(autouse=True)
def stated(monkeypatch: pytest.MonkeyPatch) -> None:
    """A reading here carries its probability as its first feature."""
    monkeypatch.setattr(fusion, "probability", lambda one: float(one.features[0]))


def reading(rate_bpm: float, probability: float, source: Source = Source.SHOULDERS) -> GroupReading:
    return GroupReading(source, rate_bpm, rate_bpm, (rate_bpm - 1, rate_bpm + 1), np.array([probability]))


def test_two_that_agree_are_averaged_by_probability_and_surer_than_either() -> None:
    fused = fuse(reading(14, 0.8), reading(15.5, 0.4))
    assert fused.rate_bpm == pytest.approx(14.5)
    assert fused.probability > 0.8


def test_one_alone_keeps_its_own_probability() -> None:
    fused = fuse(None, reading(17, 0.9))
    assert (fused.rate_bpm, fused.probability) == (17, 0.9)


@pytest.mark.parametrize(("motion", "modulation", "shown"), [(0.95, 0.2, 14), (0.2, 0.95, 25)])
def test_of_two_that_disagree_the_likelier_is_shown(motion: float, modulation: float, shown: float) -> None:
    assert fuse(reading(14, motion), reading(25, modulation)).rate().value_bpm == shown


def test_two_likely_ones_that_disagree_are_withheld_as_such() -> None:
    rate = fuse(reading(14, 0.9), reading(25, 0.85)).rate()
    assert rate.withheld is Withheld.METHODS_DISAGREE
    assert rate.quality < BAR


def test_below_the_bar_there_is_a_candidate_and_no_number() -> None:
    fused = fuse(reading(14, BAR - 0.01), None)
    assert fused.rate_bpm == 14
    assert fused.rate().withheld is Withheld.NO_BREATH
    assert fused.rate().quality == pytest.approx(BAR - 0.01)


def test_nothing_is_no_breath() -> None:
    rate = fuse(None, None).rate()
    assert (rate.withheld, rate.quality) == (Withheld.NO_BREATH, 0)


def test_two_impossible_ones_have_a_probability_of_zero() -> None:
    assert fuse(reading(14, 0.0), reading(14, 0.0)).probability == 0


def test_a_head_that_moves_its_own_colour_confirms_less_than_shoulders_do() -> None:
    by_head, by_shoulders = (
        fuse(reading(14, 0.6, source), reading(14, 0.6, Source.PULSE)).probability
        for source in (Source.HEAD, Source.SHOULDERS)
    )
    assert 0.6 < by_head < by_shoulders


def test_a_pause_that_only_the_shoulders_show_does_not_make_the_pulse_a_contradiction() -> None:
    paused = replace(reading(14, 0.9), rate_bpm=10)
    fused = fuse(paused, reading(14, 0.9, Source.PULSE))
    assert fused.rate_bpm == 10
    assert fused.probability > 0.9
