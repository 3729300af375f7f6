"""The text that a person agrees to before a measurement. Change the text, change its version."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Consent:
    """One version of the text, in the language of whoever reads it."""

    version: str
    title: str | Promise
    points: tuple[str | Promise, ...]
    agree: str | Promise
    """The sentence beside the checkbox; without it nothing is measured."""
    store_signals: str | Promise
    """The sentence beside the first choice, which is off until it is ticked."""
    research: str | Promise
    """The same for the second choice."""

    @property
    def sha256(self) -> str:
        """Of all that was shown, so that a row in the database can be matched with its text.

        It is that of the active language: a consent names its version and its language.
        """
        shown = (self.version, self.title, *self.points, self.agree, self.store_signals, self.research)
        return hashlib.sha256("\n".join(str(part) for part in shown).encode()).hexdigest()


CURRENT = Consent(
    version="2026-11-23",
    title=_("Before you start"),
    points=(
        _(
            "This page measures your heart rate and your respiratory rate from small changes of colour and "
            "movement in the camera's picture. These are health data; they are used only with your consent."
        ),
        _("Pictures go to this server while you measure. They become numbers at once and are never stored."),
        _(
            "The measurement is kept: when it was made, your heart rate and respiratory rate for each "
            "second, and how good they were. You can see, download and delete your measurements at any time."
        ),
        _(
            "Two more things are your choice, and off until you tick them. You can take them back at any "
            "time, and you can measure without them."
        ),
        _(
            "This is a wellness tool, not a medical device. It does not diagnose anything. If you feel "
            "unwell, seek help, whatever the numbers say."
        ),
    ),
    agree=_("I have read this and agree that my data are used for this measurement."),
    store_signals=_(
        "Store my signals: the mean colour of parts of my face over time, from which no picture can be made."
    ),
    research=_(
        "Use for research: those who run this server may use this measurement, without my name, to make the "
        "method better."
    ),
)
