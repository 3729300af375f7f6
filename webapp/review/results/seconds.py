"""What the charts of the rates show, in a sentence and in a table: for who does not see them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from statistics import median
from typing import Any

from django.utils.translation import gettext as _


@dataclass(frozen=True, slots=True)
class Span:
    """Seconds in a row for which the same was said."""

    start_s: float
    end_s: float
    code: str


def sentence(series: list[dict[str, Any]], rate: str) -> str:
    """Such as: 62 to 75/min, half of the seconds below 68; a number in 52 of 60 seconds."""
    values = [row[rate]["value"] for row in series if row[rate]["value"] is not None]
    if not values:
        return _("No number in any of %(n)d seconds.") % {"n": len(series)}
    return _("%(low).0f to %(high).0f/min, median %(mid).0f; a number in %(some)d of %(n)d seconds.") % {
        "low": min(values),
        "high": max(values),
        "mid": median(values),
        "some": len(values),
        "n": len(series),
    }


def withheld_spans(series: list[dict[str, Any]], rate: str) -> list[Span]:
    """When there was no number, and why. An estimate stands for the second that ends with it."""
    return _spans([(row["t_s"], row[rate]["withheld"]) for row in series])


def instruction_spans(series: list[dict[str, Any]]) -> list[Span]:
    """What the person was told to change, and when."""
    return _spans([(row["t_s"], row["instruction"]) for row in series])


def _spans(coded: list[tuple[float, str | None]]) -> list[Span]:
    spans = []
    for code, group in groupby(coded, key=lambda pair: pair[1]):
        times = [t_s for t_s, _code in group]
        if code:
            spans.append(Span(max(0.0, times[0] - 1), times[-1], code))
    return spans
