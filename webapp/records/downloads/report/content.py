"""The report from top to bottom: result, rates over time, waves, own values, how it was measured."""

from __future__ import annotations

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vitals.types import Wave
from webapp.records import own
from webapp.records.downloads.report import words
from webapp.records.downloads.report.chart import Chart, draw
from webapp.records.downloads.report.document import Document
from webapp.records.downloads.report.waves import waves
from webapp.records.models import Estimate, Session

HR_LEAST_SPAN = 20.0  # /min, of the chart
RR_LEAST_SPAN = 10.0
START = (0.0, None)  # the time axis begins with the first frame


def report(session: Session) -> bytes:
    """The whole PDF."""
    page = Document(_("Measurement report"), get_language() or "en", words.foot())
    page.big(_("Measurement report"))
    page.say(words.when(session), muted=True)
    _result(page, session)
    _over_time(page, list(session.estimates.order_by("t_s")))
    _waves(page, session)
    _added(page, session)
    _how(page, session)
    return bytes(page.output())


def _result(page: Document, session: Session) -> None:
    heart = words.rate(session.hr_bpm, session.hr_quality, session.hr_withheld)
    breath = words.rate(session.rr_bpm, session.rr_quality, session.rr_withheld)
    page.columns([(_("Heart rate"), *heart), (_("Respiratory rate"), *breath)])
    page.say(words.advice(), muted=True)


def _over_time(page: Document, rows: list[Estimate]) -> None:
    if not rows:
        return
    heart = Chart([START, *((row.t_s, row.hr_bpm) for row in rows)], HR_LEAST_SPAN)
    breath = Chart([START, *((row.t_s, row.rr_bpm) for row in rows)], RR_LEAST_SPAN)
    page.heading(_("Heart rate over time (per minute)"))
    draw(page, heart)
    page.say(words.coverage([row.hr_withheld for row in rows]), muted=True)
    page.heading(_("Respiratory rate over time (per minute)"))
    draw(page, breath)
    page.say(words.coverage([row.rr_withheld for row in rows]), muted=True)


def _waves(page: Document, session: Session) -> None:
    pulse, breath = waves(session)
    for title, wave in (
        (_("Pulse wave of the last seconds"), pulse),
        (_("Breath wave of the last seconds"), breath),
    ):
        if wave is not None:
            page.heading(title)
            draw(page, _chart_of(wave))
            page.say(_("Computed again from the stored signals."), muted=True)


def _chart_of(wave: Wave) -> Chart:
    return Chart(list(zip(wave.t_s.tolist(), wave.v.tolist(), strict=True)), 0)


def _added(page: Document, session: Session) -> None:
    if typed := own.references_of(session):
        page.heading(_("Measured otherwise and typed in"))
        page.facts([words.typed(row) for row in typed])
    if session.note:
        page.heading(_("Note"))
        page.say(session.note)


def _how(page: Document, session: Session) -> None:
    page.heading(_("How it was measured"))
    page.say(words.windows())
    page.ln(1)
    page.facts([*words.how(session), *words.choices(session.consent)])
