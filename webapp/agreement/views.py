"""How well the rates of a study agree with its references: figures, plots, groups, and the pairs as CSV."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from vitals.agreement import Pair
from webapp.agreement.choice import KINDS, Choice, ChoiceForm
from webapp.agreement.compute import computed
from webapp.agreement.pairs import pairs_of
from webapp.agreement.words import figures, group_row
from webapp.records.access import log
from webapp.records.downloads.stream import FileStream
from webapp.records.downloads.table import Cell, parts
from webapp.records.models import AccessLog
from webapp.studies.access import Role, Seat, seat_for
from webapp.studies.page import study_page

COLUMNS = (
    "rate",
    "result",
    "participant",
    "session",
    "t_s",
    "reference_per_min",
    "measured_per_min",
    "withheld",
    "skin_tone",
    "device",
    "activity",
)


@require_GET
@login_required
def agreement(request: HttpRequest, study: int) -> HttpResponse:
    seat = seat_for(request, study)
    form = ChoiceForm(request.GET, seat.study)
    choice = form.choice()
    found = computed(seat.study, choice, anew="anew" in request.GET)
    log(request, AccessLog.Action.VIEW, f"study:{study}", seat.study, "agreement")
    context = {
        "form": form,
        "choice": choice,
        "rate": KINDS[choice.kind],
        "found": found,
        "figures": figures(found.agreement),
        "groups": [(label or _("not stated"), of, group_row(of)) for label, of in found.groups],
        "farthest": [_far(pair) for pair in found.farthest],
    }
    return study_page(request, seat, "agreement/agreement.html", context)


@require_GET
@login_required
def pairs(request: HttpRequest, study: int) -> HttpResponseBase:
    """The pairs behind the figures, as CSV."""
    seat = seat_for(request, study, Role.COORDINATOR)
    choice = ChoiceForm(request.GET, seat.study).choice()
    log(request, AccessLog.Action.EXPORT, f"study:{study}", seat.study, f"pairs as CSV: {choice.query()}")
    body = parts(COLUMNS, (_cells(seat, choice, pair) for pair in pairs_of(seat.study, choice).pairs))
    return FileStream(request, body, f"agreement-{study}.csv", "text/csv; charset=utf-8")


def _cells(seat: Seat, choice: Choice, pair: Pair) -> list[Cell]:
    return [
        pair.kind.value,
        choice.result,
        pair.subject,
        pair.session,
        pair.t_s,
        round(pair.reference_bpm, 2),
        None if pair.measured_bpm is None else round(pair.measured_bpm, 2),
        pair.withheld,
        pair.group("skin_tone").strip(),
        pair.group("device"),
        pair.group("activity"),
    ]


def _far(pair: Pair) -> dict[str, object]:
    assert pair.measured_bpm is not None
    return {"pair": pair, "difference": pair.measured_bpm - pair.reference_bpm}
