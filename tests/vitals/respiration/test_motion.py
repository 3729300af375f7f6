"""Shoulders and head of known movement: which of it is taken for a breath."""

from dataclasses import replace

import numpy as np
import pytest

from vitals.limits import RR_WINDOW_S
from vitals.respiration import motion
from vitals.respiration.group import Source
from vitals.types import Float, Trace

T_S = np.arange(0, 32, 1 / 30)


def wave(rate_bpm: float, size_px: float) -> Float:
    return size_px / 2 * np.sin(2 * np.pi * rate_bpm / 60 * T_S)


def peak_bpm(rise: Float, head: Float, noise_px: float = 0.05) -> float:
    rng = np.random.default_rng(0)
    skin = Trace.of_skin(T_S, np.full((len(T_S), 3), 120.0))
    noisy = [v + rng.normal(0, noise_px, len(T_S)) for v in (rise, head)]
    found = motion.group(motion.motions(replace(skin, rise_px=noisy[0], head_px=noisy[1]), 31.9))
    assert found is not None
    return found.spectra[-1].peak_bpm()


@pytest.mark.parametrize("rate_bpm", [6, 10, 15, 24, 40])
def test_a_breath_of_half_a_pixel_is_found_beside_a_nod_of_three(rate_bpm: float) -> None:
    breath, nod = wave(rate_bpm, 0.5), wave(12.5, 3)
    assert peak_bpm(breath, 0.2 * breath + nod) == pytest.approx(rate_bpm, abs=1.1)  # 6/min reads as 7


@pytest.mark.parametrize("pendulum", [0.9, 1.0, 1.3])
def test_a_breath_is_found_in_a_sway_three_times_its_size(pendulum: float) -> None:
    breath, sway = wave(18, 1), wave(9, 3)
    assert peak_bpm(breath + sway, 0.2 * breath + pendulum * sway) == pytest.approx(18, abs=0.7)


def test_without_shoulders_the_head_is_all_there_is() -> None:
    unseen = np.full(len(T_S), np.nan)
    assert peak_bpm(unseen, wave(15, 0.5)) == pytest.approx(15, abs=0.5)


def test_a_body_knows_where_it_comes_from() -> None:
    skin = Trace.of_skin(T_S, np.full((len(T_S), 3), 120.0))
    both = replace(skin, rise_px=wave(15, 1), head_px=wave(15, 0.2))
    sources = [motion.group(motion.motions(t, 31.9)) for t in (both, replace(both, rise_px=skin.rise_px))]
    assert [g.source for g in sources if g] == [Source.SHOULDERS, Source.HEAD]


def test_what_is_not_seen_or_never_moves_says_nothing() -> None:
    skin = Trace.of_skin(T_S, np.full((len(T_S), 3), 120.0))
    still = replace(skin, rise_px=np.zeros(len(T_S)), head_px=np.zeros(len(T_S)))
    for trace in (skin, still, still.between(0, 10)):
        assert motion.group(motion.motions(trace, trace.t_s[-1])) is None


def test_series_are_means_at_their_own_rate_that_end_now() -> None:
    skin = Trace.of_skin(T_S, np.full((len(T_S), 3), 120.0))
    seen = motion.motions(replace(skin, rise_px=T_S), T_S[-1], RR_WINDOW_S)
    assert np.diff(seen.rise.t_s) == pytest.approx(0.2)
    assert seen.rise.v == pytest.approx(seen.rise.t_s)
    assert T_S[-1] - seen.rise.t_s[-1] < 0.11
