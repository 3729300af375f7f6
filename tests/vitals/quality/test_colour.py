import numpy as np
import pytest

from vitals.quality.colour import movement

T_S = np.arange(300) / 30
SKIN = np.array([180.0, 130.0, 110.0])


def swaying(size: float, rate_hz: float = 2.0) -> np.ndarray:
    return SKIN * (1 + size * np.sin(2 * np.pi * rate_hz * T_S))[:, None]


@pytest.mark.parametrize("size", [0.005, 0.02, 0.05])
def test_movement_grows_with_the_change_of_all_channels(size):
    assert movement(swaying(size), 30) == pytest.approx(size * np.sqrt(3 / 2), rel=0.05)


def test_slow_changes_of_the_light_are_no_movement():
    assert movement(swaying(0.05, rate_hz=0.1), 30) < 0.002


@pytest.mark.parametrize("rgb", [np.zeros((300, 3)), np.tile(SKIN, (300, 1)), np.ones((1, 3))])
def test_nothing_that_changes_is_no_movement(rgb):
    assert movement(rgb, 30) == pytest.approx(0, abs=1e-9)
