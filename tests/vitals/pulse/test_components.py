"""PCA and ICA: the pulse is found whichever component it is, and always the same way up."""

import numpy as np
import pytest

from tests.vitals.pulse.faces import FS_HZ, T_S, blood, face, motion
from vitals.pulse.components import channels, pulse_of
from vitals.pulse.ica import ica
from vitals.pulse.pca import pca


def alike(wave: np.ndarray) -> float:
    return float(np.corrcoef(wave, blood())[0, 1])


@pytest.mark.parametrize("method", [pca, ica])
def test_the_pulse_is_found_as_the_strongest_part_and_beside_a_stronger_one(method):
    assert alike(method(face(noise=0.05), FS_HZ)) > 0.95
    assert alike(method(face(common=motion(), noise=0.02), FS_HZ)) > 0.95


def test_the_component_with_the_most_peaked_spectrum_is_taken_wherever_it_stands():
    noise = np.random.default_rng(1).normal(size=(len(T_S), 2))
    for place in range(3):
        found = pulse_of(np.insert(noise, place, blood(), axis=1), -blood(), FS_HZ)
        assert alike(found) == pytest.approx(1)


def test_systoles_point_up_whatever_the_sign_of_the_component():
    turned = -blood()[:, None]
    assert alike(pulse_of(turned, -blood(), FS_HZ)) == pytest.approx(1)


def test_ica_gives_the_same_wave_for_the_same_trace():
    rgb = face(common=motion(), noise=0.3)
    assert ica(rgb, FS_HZ).tolist() == ica(rgb.copy(), FS_HZ).tolist()


def test_ica_parts_two_rates_that_pca_mixes():
    """Two independent changes of like strength have no principal axes of their own."""
    other = np.sign(np.sin(2 * np.pi * 1.9 * T_S + 1))
    rgb = face(noise=0.02) * (1 + 0.003 * other[:, None] * np.array([0.9, 0.1, -0.4]))
    assert (
        abs(np.corrcoef(ica(rgb, FS_HZ), other)[0, 1]) < 0.1 < abs(np.corrcoef(pca(rgb, FS_HZ), other)[0, 1])
    )


def test_channels_that_are_one_give_one_wave():
    rgb = np.repeat(face(noise=0.02)[:, 1:2], 3, axis=1)
    assert alike(ica(rgb, FS_HZ)) > 0.95


def test_a_slow_drift_is_no_component():
    drift = 0.2 * np.sin(2 * np.pi * 0.03 * T_S)[:, None]
    assert np.abs(channels(face() * (1 + drift), FS_HZ)[60:-60]).max() < 0.006
