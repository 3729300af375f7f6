"""Messages to the page, as docs/protocol.md has them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np

from vitals.types import Estimate, Rate, Trace
from vitals.withheld import Withheld
from webapp.live.messages import estimate_message

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


def message(estimate: Estimate) -> dict[str, Any]:
    t_s = np.arange(30) / 30
    return estimate_message(estimate, {}, Trace.of_skin(t_s, np.full((30, 3), 120.0)))


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
