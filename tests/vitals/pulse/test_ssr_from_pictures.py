"""From pictures to moments to SSR: the pulse is found under a light that changes more than the skin does."""

import numpy as np
import pytest

from tests.vitals.synthetic import SKIN
from tests.vitals.test_regions import painted_face
from vitals import regions
from vitals.limits import HR_MAX_BPM, HR_MIN_BPM
from vitals.pulse.pbv import SIGNATURE
from vitals.pulse.ssr import ssr
from vitals.signals.spectrum import spectrum
from vitals.steady import Steady
from vitals.types import Image

FS_HZ, HEART_BPM, LAMP_BPM = 25.0, 96.0, 66.0
T_S = np.arange(0, 8, 1 / FS_HZ)


def rate_bpm(v: np.ndarray) -> float:
    return spectrum(v, FS_HZ, HR_MIN_BPM, HR_MAX_BPM).peak_bpm()


def pictures() -> list[Image]:
    """8 s of textured skin with a pulse of 0.6 % and sensor noise, under a lamp that changes by 2 %."""
    rng = np.random.default_rng(2)
    shades = rng.normal(1, 0.12, (120, 160, 1)) + rng.normal(0, 0.03, (120, 160, 3))
    blood = 0.006 * np.cos(2 * np.pi * HEART_BPM / 60 * T_S)[:, None] * SIGNATURE
    lamp = 0.02 * np.sin(2 * np.pi * LAMP_BPM / 60 * T_S)[:, None]
    seen = [0.9 * SKIN * shades * change + rng.normal(0, 1, shades.shape) for change in 1 - blood + lamp]
    return [np.clip(np.rint(picture), 0, 255).astype(np.uint8) for picture in seen]


def test_ssr_sees_the_pulse_in_8_bit_pictures_where_green_sees_the_lamp() -> None:
    seen = pictures()
    steady = Steady.of(seen[0], painted_face((80, 60), 90))
    colours = [regions.measure(picture, steady) for picture in seen]
    green = np.array([found.rgb[0, 1] for found in colours])
    moments = np.array([found.moments for found in colours])
    assert rate_bpm(green) == pytest.approx(LAMP_BPM, abs=2)
    assert rate_bpm(ssr(moments, FS_HZ)) == pytest.approx(HEART_BPM, abs=2)
