"""Rates, qualities and codes as the pages of sessions write them."""

from __future__ import annotations

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from webapp.records import words
from webapp.review.results.versions import Version

register = template.Library()


@register.simple_tag
def rate(value_bpm: float | None, withheld: str | None) -> SafeString:
    """A whole number with its unit; without one the reason, with the whole sentence on pointing."""
    if value_bpm is not None:
        return format_html('<b>{}</b> <span class="unit">/min</span>', f"{value_bpm:.0f}")
    code = withheld or ""
    return format_html(
        '<abbr class="withheld" title="{}">{}</abbr>', words.reason(code) if code else "", spoken(code)
    )


@register.simple_tag
def quality(value: float, value_bpm: float | None) -> SafeString | str:
    """In words and as a number; none of a rate that was withheld."""
    if value_bpm is None:
        return "–"
    return format_html('{} <span class="unit">{}</span>', words.quality(value), f"{value:.2f}")


@register.filter
def spoken(code: str | None) -> str:
    """A code of the list of reasons, as words."""
    return code.replace("_", " ") if code else _("none")


@register.simple_tag
def difference(shown: Version, against: Version) -> str:
    """How far two results are apart."""
    return " ".join(
        _("%(rate)s: %(by)s.") % {"rate": name, "by": _apart(one, other)}
        for name, one, other in (
            (_("Heart rate"), shown.row.hr_bpm, against.row.hr_bpm),
            (_("Respiratory rate"), shown.row.rr_bpm, against.row.rr_bpm),
        )
    )


def _apart(one: float | None, other: float | None) -> str:
    if one is None and other is None:
        return _("withheld by both")
    if one is None or other is None:
        return _("withheld by one of them")
    return _("%(by)+.1f/min") % {"by": one - other}
