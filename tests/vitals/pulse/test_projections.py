"""LGI, OMIT and SSR: what each does that the others do not."""

import numpy as np
import pytest

from tests.vitals.pulse.faces import FS_HZ, SKIN, T_S, blood, columns, face, motion
from tests.vitals.synthetic import TEXTURE
from vitals.pulse.lgi import lgi
from vitals.pulse.omit import omit
from vitals.pulse.pbv import SIGNATURE
from vitals.pulse.segments import segment_length
from vitals.pulse.ssr import ssr


@pytest.mark.parametrize("method", [lgi, omit])
def test_a_change_of_length_alone_leaves_nothing(method):
    wave = method(SKIN * (1 + motion()[:, None]), FS_HZ)
    assert np.abs(wave).max() < 1e-9


@pytest.mark.parametrize("method", [lgi, omit])
def test_the_size_is_a_share_of_green(method):
    weights = SKIN**2 / (SKIN @ SKIN)
    assert method(face(), FS_HZ).std() == pytest.approx(
        0.004 * np.sqrt(0.5) * (SIGNATURE[1] - weights @ SIGNATURE), rel=0.01
    )


def test_a_bad_first_frame_does_not_spoil_the_window_of_omit():
    rgb = face(common=motion(), noise=0.02)
    blurred = rgb.copy()
    blurred[0] = [90.0, 120.0, 140.0]
    assert omit(blurred, FS_HZ)[1:] == pytest.approx(omit(rgb, FS_HZ)[1:], abs=1e-3)
    assert np.corrcoef(omit(blurred, FS_HZ)[1:], blood()[1:])[0, 1] > 0.9


def test_ssr_follows_the_formula_of_the_paper():
    """Segment by segment and frame by frame, with pixels."""
    rng = np.random.default_rng(5)
    rest = rng.normal(size=(400, 3)) * [20, 12, 10] + rng.normal(size=(400, 1)) * 25 + SKIN
    n = segment_length(FS_HZ)
    pixels = rest * (face(noise=0.2)[:n, None, :] / SKIN)
    products = np.einsum("tni,tnj->tij", pixels, pixels) / 400
    power, axes = np.linalg.eigh(products)
    power, axes = power[:, ::-1], axes[:, :, ::-1]
    power_0, axes_0 = np.linalg.eigh(products.mean(axis=0))
    power_0, axes_0 = power_0[::-1], axes_0[:, ::-1]
    rotation = np.zeros((n, 3))
    for t in range(n):
        u1 = axes[t, :, 0] * np.sign(axes[t, :, 0].sum())
        for k in (1, 2):
            rotation[t] += np.sqrt(power[t, 0] / power_0[k]) * (u1 @ axes_0[:, k]) * axes_0[:, k]
    p = rotation[:, 0] - rotation[:, 0].std() / rotation[:, 1].std() * rotation[:, 1]
    i, j = np.triu_indices(3)
    assert ssr(products[:, i, j], FS_HZ) == pytest.approx(p - p.mean(), rel=1e-5, abs=1e-9)


def test_ssr_of_skin_without_texture_is_finite():
    colours = face(noise=0.05)
    i, j = np.triu_indices(3)
    wave = ssr(colours[:, i] * colours[:, j], FS_HZ)
    assert np.isfinite(wave).all() and np.corrcoef(wave, blood())[0, 1] > 0.8


def test_sensor_noise_of_the_pixels_does_not_hide_the_pulse_from_ssr():
    """It adds its variance to the diagonal, the same in every frame."""
    moments = columns(face(noise=0.05))[:, 3:]
    noisy = moments + 9.0 * np.array([1, 0, 0, 1, 0, 1])
    assert np.corrcoef(ssr(noisy, FS_HZ), blood())[0, 1] > 0.9
    assert TEXTURE[0, 0] > 9.0 * 100  # else this would be no noise but a light


def test_ssr_of_less_than_a_segment_is_zero():
    assert not ssr(columns(face())[:20, 3:], FS_HZ).any() and len(T_S) > 20
