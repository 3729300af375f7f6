"""The two plots of agreement as drawings of the server: they need no script and can be printed."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from vitals.agreement import Agreement, Figure, Pair, Points, points
from webapp.agreement.axis import Axis, axis
from webapp.agreement.choice import Choice

WIDTH, HEIGHT = 640, 420
LEFT, RIGHT, TOP, BOTTOM = 56, 626, 14, 372
MOST_DOTS = 800
"""More would only lie on each other; which are drawn is by lot, and the page says how many are not."""
COLOURS = 12
"""Of groups; further ones begin again with the first."""
DOT = (
    '<a href="{}" tabindex="-1"><circle cx="{}" cy="{}" r="4" class="dot g{}"><title>{}</title></circle></a>'
)


@dataclass(frozen=True, slots=True)
class Line:
    """A level of a Bland–Altman plot, with the band of its interval."""

    label: str
    y: float
    top: float
    height: float
    kind: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Ready for the template."""

    x: Axis
    y: Axis
    x_label: str
    y_label: str
    dots: SafeString
    lines: tuple[Line, ...] = ()
    diagonal: tuple[float, float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Plots:
    """Both, with the colours of the groups."""

    bland_altman: Plot
    scatter: Plot
    legend: tuple[tuple[int, str], ...]
    left_out: int


def plots(study_pk: int, pairs: list[Pair], choice: Choice, found: Agreement) -> Plots | None:
    """None where there is nothing to draw."""
    name = "" if choice.group == "method" else choice.group
    shown = points(pairs, choice.kind, name, MOST_DOTS)
    if not len(shown.reference_bpm):
        return None
    groups = sorted(set(shown.group)) if name else []
    number = {label: i % COLOURS for i, label in enumerate(groups)}
    colours = [number.get(label, 0) for label in shown.group]
    legend = tuple((number[label], label or _("not stated")) for label in groups)
    return Plots(
        _bland_altman(study_pk, shown, found, colours),
        _scatter(study_pk, shown, colours),
        legend,
        shown.left_out,
    )


def _bland_altman(study_pk: int, shown: Points, found: Agreement, colours: list[int]) -> Plot:
    levels = [
        (_("bias"), found.bias_bpm, "bias"),
        (_("upper limit"), found.upper_limit_bpm, "limit"),
        (_("lower limit"), found.lower_limit_bpm, "limit"),
    ]
    known = [figure.value for _label, figure, _kind in levels if figure.value is not None]
    x = axis(shown.mean_bpm, LEFT, RIGHT)
    y = axis([*shown.difference_bpm, *known, 0.0], BOTTOM, TOP)
    lines = tuple(_line(label, figure, kind, y) for label, figure, kind in levels if figure.value is not None)
    dots = _dots(study_pk, shown, x, y, shown.mean_bpm, shown.difference_bpm, colours)
    return Plot(x, y, _("Mean of both (/min)"), _("Measured − reference (/min)"), dots, lines)


def _scatter(study_pk: int, shown: Points, colours: list[int]) -> Plot:
    both = [*shown.reference_bpm, *shown.measured_bpm]
    x, y = axis(both, LEFT, RIGHT), axis(both, BOTTOM, TOP)
    dots = _dots(study_pk, shown, x, y, shown.reference_bpm, shown.measured_bpm, colours)
    diagonal = (x.start, y.start, x.end, y.end)
    return Plot(x, y, _("Reference (/min)"), _("Measured (/min)"), dots, diagonal=diagonal)


def _line(label: str, figure: Figure, kind: str, y: Axis) -> Line:
    assert figure.value is not None
    low = figure.value if figure.low is None else max(figure.low, y.low)
    high = figure.value if figure.high is None else min(figure.high, y.high)
    top = y.at(high)
    text = f"{label} {round(figure.value, 1) + 0.0:+.1f}".replace("-", "−")
    return Line(text, y.at(figure.value), top, round(max(y.at(low) - top, 0), 1), kind)


def _dots(
    study_pk: int, shown: Points, x: Axis, y: Axis, across: object, up: object, colours: list[int]
) -> SafeString:
    """Each leads to its session. Not for the Tab key: the table below the plots has the farthest ones."""
    pattern = reverse("review:session", args=[study_pk, "00000000-0000-0000-0000-000000000000"])
    before, after = pattern.split("00000000-0000-0000-0000-000000000000")
    text = _("%(subject)s: measured %(measured).0f, reference %(reference).0f /min")
    values = zip(
        shown.session,
        across,
        up,
        colours,
        shown.subject,
        shown.measured_bpm,
        shown.reference_bpm,
        strict=True,  # type: ignore[call-overload]
    )
    return format_html_join(
        "\n",
        DOT,
        (
            (
                f"{before}{session}{after}",
                x.at(float(a)),
                y.at(float(b)),
                colour,
                text % {"subject": subject, "measured": measured, "reference": reference},
            )
            for session, a, b, colour, subject, measured, reference in values
        ),
    )
