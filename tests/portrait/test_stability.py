"""The noise that a mask adds to the trace of a still face."""

from dataclasses import replace

import numpy as np
import pytest

from tests.portrait import Drive, Scene, astronaut, render
from tests.portrait.stability import added_noise, masks
from vitals.segmentation.fasenet import FaSeNet
from vitals.steady import Steady
from vitals.types import Frame

SMALL = Scene(320, 240, drift_px=0, rise_px=0)


@pytest.fixture(scope="module")
def seen() -> tuple[list[Frame], list[Steady], list[Steady]]:
    """Four seconds of a still face, each frame's own masks, and the rested ones."""
    drive = Drive.parametric(np.arange(120) / 30, strength=0)
    pictures = render(astronaut(), drive, SMALL)
    frames = [Frame(float(t), rgb) for t, rgb in zip(drive.t_s, pictures, strict=True)]
    return frames, *masks(FaSeNet(), frames)


def test_a_fixed_mask_adds_nothing(seen: tuple[list[Frame], list[Steady], list[Steady]]) -> None:
    frames, own, _ = seen
    found = added_noise(frames, [own[0]] * len(frames))
    assert found["skin"]["pulse_band"] == pytest.approx(1, abs=1e-3)


def test_a_mask_that_flickers_adds_noise(seen: tuple[list[Frame], list[Steady], list[Steady]]) -> None:
    frames, own, _ = seen
    rng = np.random.default_rng(1)
    shaken = [
        replace(own[0], layers=own[0].layers * rng.uniform(0, 1, own[0].layers.shape).astype(np.float32))
        for _ in frames
    ]
    assert added_noise(frames, shaken)["skin"]["pulse_band"] > 1.5


def test_the_products_mask_adds_little(seen: tuple[list[Frame], list[Steady], list[Steady]]) -> None:
    frames, own, rested = seen
    found = added_noise(frames, rested)["skin"]["pulse_band"]
    assert found < 1.1
    assert found < added_noise(frames, own)["skin"]["pulse_band"]
