"""Patches: with some of them spoiled, the selected wave is right where the plain mean is wrong."""

from itertools import product

import numpy as np
import pytest

from tests.vitals.pulse.faces import FS_HZ, T_S, blood, face
from vitals import pulse
from vitals.errors import MethodError
from vitals.limits import HR_MAX_BPM, HR_MIN_BPM
from vitals.pulse.patchwise import SELECTIONS, cluster_weights, snr_weights, wave
from vitals.signals.snr import snr_db
from vitals.signals.spectrum import spectrum

PATCHES = 8
TRUE_BPM = 72
OTHER_BPM = 110


def patches(spoiled: int, spoil: str) -> np.ndarray:
    """[PATCHES, N, 3], the first of them spoiled."""
    seen = np.array([face(noise=0.3, rate_bpm=TRUE_BPM, seed=seed) for seed in range(PATCHES)])
    rng = np.random.default_rng(9)
    for patch in seen[:spoiled]:
        if spoil == "noise":
            patch += rng.normal(0, 8, patch.shape)
        else:  # a mouth that opens and closes: colours change, not brightness alone
            opening = np.sin(2 * np.pi * OTHER_BPM / 60 * T_S + rng.uniform(0, 0.5))
            patch *= 1 + 0.02 * opening[:, None] * [0.6, 1.0, 1.3] + rng.normal(0, 0.004, (len(T_S), 1))
    return seen


def rate_bpm(v: np.ndarray) -> float:
    return spectrum(v, FS_HZ, HR_MIN_BPM, HR_MAX_BPM).peak_bpm()


@pytest.mark.parametrize("selection", SELECTIONS)
@pytest.mark.parametrize(
    ("method", "spoil"),
    [*product(("green", "pos", "chrom", "lgi"), ["noise"]), ("green", "motion"), ("lgi", "motion")],
)
def test_spoiled_patches_cost_the_plain_mean_6_db_that_the_selection_keeps(selection, method, spoil):
    seen = patches(3, spoil)
    selected = wave(seen, FS_HZ, method, selection)
    plain = pulse.waves(method, seen.mean(axis=0), FS_HZ)[0]
    assert rate_bpm(selected) == pytest.approx(TRUE_BPM, abs=1)
    assert snr_db(selected, FS_HZ, TRUE_BPM) >= 6 + snr_db(plain, FS_HZ, TRUE_BPM)


@pytest.mark.parametrize("selection", SELECTIONS)
def test_where_the_plain_mean_has_the_rate_of_the_motion_the_selection_has_that_of_the_heart(selection):
    seen = patches(3, "motion")
    assert rate_bpm(pulse.waves("green", seen.mean(axis=0), FS_HZ)[0]) == pytest.approx(OTHER_BPM, abs=1)
    assert rate_bpm(wave(seen, FS_HZ, "green", selection)) == pytest.approx(TRUE_BPM, abs=1)


def test_weights_by_snr_are_next_to_nothing_for_patches_without_a_pulse():
    waves = np.array([blood(), blood(), np.random.default_rng(1).normal(size=len(T_S))])
    assert snr_weights(waves, FS_HZ)[2] < 0.01


def test_the_better_of_two_groups_takes_all():
    noise = np.random.default_rng(1).normal(size=(3, len(T_S)))
    waves = np.vstack((noise[:1], np.tile(blood(), (3, 1)), noise[1:]))
    assert cluster_weights(waves, FS_HZ).tolist() == pytest.approx([0, 1 / 3, 1 / 3, 1 / 3, 0, 0])


def test_one_flickering_patch_is_no_group():
    flicker = np.sin(2 * np.pi * 1.6 * T_S)
    noisy = blood() + np.random.default_rng(1).normal(0, 0.5, (7, len(T_S)))
    weights = cluster_weights(np.vstack((flicker, noisy)), FS_HZ)
    assert weights[0] == 0


@pytest.mark.parametrize("selection", SELECTIONS)
def test_patches_that_are_not_seen_all_the_time_are_left_out(selection):
    seen = patches(0, "noise")
    lost = np.concatenate((seen, np.full((1, len(T_S), 3), np.nan)))
    lost[-1, 5:] = 100.0
    assert wave(lost, FS_HZ, "pos", selection).tolist() == wave(seen, FS_HZ, "pos", selection).tolist()


@pytest.mark.parametrize("selection", SELECTIONS)
@pytest.mark.parametrize("count", [1, 2])
def test_few_patches_are_enough(selection, count):
    assert rate_bpm(wave(patches(0, "noise")[:count], FS_HZ, "pos", selection)) == pytest.approx(72, abs=1)


@pytest.mark.parametrize("selection", SELECTIONS)
def test_patches_of_one_constant_colour_give_a_finite_wave(selection):
    assert np.isfinite(wave(np.full((4, 300, 3), 120.0), FS_HZ, "green", selection)).all()


def test_without_a_patch_there_is_no_wave():
    with pytest.raises(ValueError, match="none of 2 patches is seen in each frame: give a shorter window"):
        wave(np.full((2, 300, 3), np.nan), FS_HZ, "pos", "snr")


def test_an_unknown_selection_is_refused_by_name():
    with pytest.raises(ValueError, match="unknown selection 'best': choose one of snr, clusters"):
        wave(patches(0, "noise"), FS_HZ, "pos", "best")


def test_a_method_that_needs_moments_is_refused():
    with pytest.raises(MethodError, match="needs the second moments"):
        wave(patches(0, "noise"), FS_HZ, "ssr", "snr")
