"""Each instruction, from a camera that causes it: dark, far, moving, masked, two people, slow, nobody ..."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from tests.browser import visit
from tests.browser.chromium import Chromium, plays
from tests.portrait import Drive, Scene, astronaut, in_shade, masked, render, write

SIZE = (640, 480)
SECONDS = 5  # two sways of the head; Chromium plays it over and over
TIMEOUT_MS = 60_000  # a busy machine starts a camera slowly
SLOW_FPS = 8.0

CAMERAS = {
    "dark": ({"light": 0.12}, 30.0),
    "face_small": ({"face_share": 0.12}, 30.0),
    "off_centre": ({"centre": (0.2, 0.42)}, 30.0),
    "motion": ({"motion_px": 20.0, "face_share": 0.25}, 30.0),
    "two_faces": ({"centre": (0.35, 0.42), "second_share": 0.3}, 30.0),
    "low_frame_rate": ({}, SLOW_FPS),
    "no_face": ({"empty": True}, 30.0),
    "face_covered": ({}, 30.0),
    "backlit": ({"wall_luma": 250.0}, 30.0),
}
PEOPLE = {"face_covered": masked, "backlit": in_shade}
"""How the portrait is changed for it."""


def camera(path: Path, code: str) -> Path:
    """A file of what stands before the camera that causes this instruction."""
    scene, fps = CAMERAS[code]
    person = PEOPLE.get(code, lambda subject: subject)(astronaut())
    t_s = np.arange(int(SECONDS * fps)) / fps
    write(path, render(person, Drive.parametric(t_s), Scene(*SIZE, **scene)), fps)
    return path


@pytest.mark.parametrize("code", CAMERAS)
def test_the_camera_picture_causes_its_instruction(chromium: Chromium, tmp_path: Path, code: str) -> None:
    y4m = camera(tmp_path / f"{code}.y4m", code)
    with chromium.page(plays(y4m)) as page:
        visit.start(page)
        expect(page.get_by_test_id("instruction")).to_have_attribute("data-code", code, timeout=TIMEOUT_MS)
        expect(page.get_by_test_id("instruction")).not_to_be_empty()
