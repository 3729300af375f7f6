"""Messages to the page, as docs/protocol.md has them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from vitals.analyzer import Analysis, AnalyzerState
from vitals.regions import NOT_SEEN
from vitals.segmentation.faces import Box, Face
from vitals.segmentation.fasenet import Square
from vitals.types import Estimate, Rate, Sample, Trace
from vitals.withheld import Withheld
from webapp.live.messages import estimate_message, vision_message

ESTIMATE = Estimate(
    t_s=12.0,
    heart_rate=Rate.answered(71.6, 0.93),
    respiratory_rate=Rate.none(Withheld.TOO_SHORT),
    snr_db=4.123,
    pulse=None,
    breath=None,
    instruction=None,
    heart_interval_bpm=(68.04, 75.2),
    breath_interval_bpm=(10.0, 20.0),
    skin_luma=131.26,
    face_speed=0.01234,
)


NAN = float("nan")
NO_FACE = Sample(
    3.0,
    NOT_SEEN.rgb,
    NOT_SEEN.area_px,
    np.full(4, NAN),
    NAN,
    NAN,
    background_luma=90.0,
    clipped_share=NAN,
    second_face_share=0.0,
)


def message(estimate: Estimate) -> dict[str, Any]:
    t_s = np.arange(30) / 30
    return estimate_message(estimate, {}, Trace.of_skin(t_s, np.full((30, 3), 120.0)))


def test_classes_come_with_their_place_in_the_frame() -> None:
    cells = np.zeros((12, 4, 4), np.float32)
    cells[1] = 1.0
    face = Face(Square(80, 60, 120), cells, Box(100, 80, 60, 80), 4800.0, around=cells)
    sample = replace(NO_FACE, face=np.array([0.5, 0.5, 0.2, 0.3]))
    analysis = Analysis([sample], [], 1, AnalyzerState(size=(320, 240)), face)
    assert "classes" not in vision_message(analysis)
    assert vision_message(analysis, with_classes=True)["classes"] == {
        "place": [0.25, 0.25, 0.375, 0.5],
        "side": 4,
        "runs": [1, 16],
    }


def test_without_a_face_there_are_no_classes() -> None:
    told = vision_message(Analysis([NO_FACE], [], 0, AnalyzerState()), with_classes=True)
    assert (told["face"], told["classes"]) == (None, None)


def test_a_rate_comes_with_the_interval_in_which_it_lies() -> None:
    assert message(ESTIMATE)["heart_rate"]["interval"] == [68.0, 75.2]


def test_no_rate_has_no_interval() -> None:
    assert message(ESTIMATE)["respiratory_rate"]["interval"] is None


def test_light_and_motion_are_told() -> None:
    told = message(ESTIMATE)
    assert (told["light"], told["motion"]) == (131.3, 0.012)


def test_what_is_not_known_is_null() -> None:
    told = message(replace(ESTIMATE, skin_luma=None, face_speed=None, heart_interval_bpm=None))
    assert (told["light"], told["motion"], told["heart_rate"]["interval"]) == (None, None, None)
