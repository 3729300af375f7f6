"""What codes and numbers mean, in the reader's language."""

from __future__ import annotations

from django.utils.translation import gettext as _

from vitals.withheld import Withheld

GOOD_QUALITY = 0.7  # 0..1, as static/js/words.js has it
FAIR_QUALITY = 0.4


def advice(code: Withheld) -> str:
    """One sentence, while measuring: what is wrong and what to change. Its English is that of `vitals`."""
    return _(code.advice)


def reason(code: str) -> str:
    """The same once the measurement is over."""
    if code == Withheld.TOO_SHORT:
        return _("The measurement was too short: let it run to its end.")
    return advice(Withheld(code))


def quality(value: float) -> str:
    if value >= GOOD_QUALITY:
        return _("good")
    return _("fair") if value >= FAIR_QUALITY else _("low")
