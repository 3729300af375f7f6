"""Figures as people read them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from vitals.agreement import Agreement, Figure

RATE, SHARE, PLAIN = "rate", "share", "plain"


@dataclass(frozen=True, slots=True)
class Shown:
    """One figure."""

    label: str
    value: str
    interval: str
    """Of 95 % confidence; empty where there is none."""
    note: str
    """Why a value or an interval is missing."""
    help: str = ""


def shown(label: str, figure: Figure, unit: str, help_text: str = "") -> Shown:
    """A figure with its interval, or the reason for there being none."""
    interval = ""
    if figure.low is not None and figure.high is not None:
        interval = _("%(low)s to %(high)s") % {
            "low": _number(figure.low, unit),
            "high": _number(figure.high, unit),
        }
    value = "–" if figure.value is None else _number(figure.value, unit)
    return Shown(label, value, interval, figure.reason.words if figure.reason else "", help_text)


def figures(of: Agreement) -> list[Shown]:
    """In the order of the page."""
    close = f"{of.kind.close_bpm:g}"
    return [
        shown(_("Coverage"), of.coverage, SHARE, _("Share of the comparisons in which a rate was shown.")),
        shown(_("MAE"), of.mae_bpm, RATE, _("Mean absolute error, per minute.")),
        shown(_("RMSE"), of.rmse_bpm, RATE, _("Root of the mean squared error, per minute.")),
        shown(_("Bias"), of.bias_bpm, RATE, _("Mean of measured minus reference, per minute.")),
        shown(
            _("Lower limit of agreement"),
            of.lower_limit_bpm,
            RATE,
            _("Between both limits are 95 of 100 differences."),
        ),
        shown(
            _("Upper limit of agreement"),
            of.upper_limit_bpm,
            RATE,
            _("Between both limits are 95 of 100 differences."),
        ),
        shown(
            _("Within %(close)s/min") % {"close": close},
            of.within,
            SHARE,
            _("Share of the shown rates that are so near to the reference."),
        ),
        shown(_("Correlation r"), of.r, PLAIN, _("Pearson's; it says little where all rates are alike.")),
    ]


def group_row(of: Agreement) -> list[Shown]:
    """The cells of a group in its table."""
    return figures(of)[:7]


def _number(value: float, unit: str) -> str:
    if unit == SHARE:
        return f"{100 * value:.0f} %"
    digits = 2 if unit == PLAIN else 1
    return f"{round(value, digits) + 0.0:.{digits}f}".replace("-", "−")  # + 0.0: no minus before a zero
