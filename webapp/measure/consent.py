"""The text that a person agrees to before a measurement. Change the text, change its version."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Consent:
    """One version of the text."""

    version: str
    title: str
    points: tuple[str, ...]
    agree: str
    """The sentence beside the checkbox."""

    @property
    def sha256(self) -> str:
        """Of all that was shown, so that a row in the database can be matched with its text."""
        shown = "\n".join((self.version, self.title, *self.points, self.agree))
        return hashlib.sha256(shown.encode()).hexdigest()


CURRENT = Consent(
    version="2026-11-22",
    title="Before you start",
    points=(
        "This page measures your heart rate and your respiratory rate from small changes of colour and "
        "movement in the camera's picture. These are health data; they are used only with your consent.",
        "Pictures go to this server while you measure. They become numbers at once and are never stored.",
        "The measurement is kept: when it was made, your heart rate and respiratory rate for each second, "
        "and how good they were. You can see and delete your measurements on this page at any time.",
        "The colour signals behind the rates are kept only if you choose “store my signals”. No picture can "
        "be made from them.",
        "This is a wellness tool, not a medical device. It does not diagnose anything. If you feel unwell, "
        "ask a doctor, whatever the numbers say.",
    ),
    agree="I have read this and agree that my data are used for this measurement.",
)
