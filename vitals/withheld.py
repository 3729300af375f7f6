"""The one list of reasons for giving no number, and for advice while measuring.

Page, database, API and exports all use these codes. A withheld rate is a result: it
carries one of these codes, and each code names something that a person can do about it.
"""

from __future__ import annotations

from enum import StrEnum


class Withheld(StrEnum):
    """Why there is no number. The value is the code that contracts and exports use."""

    TOO_SHORT = "too_short"
    NO_FACE = "no_face"
    FACE_SMALL = "face_small"
    FACE_COVERED = "face_covered"
    BACKLIT = "backlit"
    DARK = "dark"
    OVEREXPOSED = "overexposed"
    LIGHT_CHANGES = "light_changes"
    MOTION = "motion"
    LOW_FRAME_RATE = "low_frame_rate"
    GAPS = "gaps"
    NO_PULSE = "no_pulse"
    NO_BREATH = "no_breath"
    METHODS_DISAGREE = "methods_disagree"
    NOT_MEASURED = "not_measured"

    @property
    def advice(self) -> str:
        """One sentence in plain words: what is wrong and what to change."""
        return _ADVICE[self]


_ADVICE = {
    Withheld.TOO_SHORT: "Still collecting: keep looking at the camera.",
    Withheld.NO_FACE: "No face found: look straight into the camera, with your whole face in the picture.",
    Withheld.FACE_SMALL: "Your face is too far away: come closer to the camera.",
    Withheld.FACE_COVERED: "Mouth or nose are covered: take off the mask, keep your hands off your face.",
    Withheld.BACKLIT: "The light comes from behind you: turn around, so that it falls on your face.",
    Withheld.DARK: "It is too dark: turn on a light or face a window.",
    Withheld.OVEREXPOSED: "Your face is too bright: turn away from the strong light.",
    Withheld.LIGHT_CHANGES: "The light keeps changing: use a steady light and turn off moving screens.",
    Withheld.MOTION: "There is too much movement: hold your head still and do not speak.",
    Withheld.LOW_FRAME_RATE: "The camera is too slow: add light, or close other programs.",
    Withheld.GAPS: "Pictures are missing: keep this page in front and check the connection.",
    Withheld.NO_PULSE: "No clear pulse in the picture: hold still, with more light on your face.",
    Withheld.NO_BREATH: "No clear breath in the picture: sit so that your shoulders can be seen.",
    Withheld.METHODS_DISAGREE: "The methods disagree: hold still, with steady light, and wait a little.",
    Withheld.NOT_MEASURED: "This was not measured.",
}
