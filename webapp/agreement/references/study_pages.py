"""References of a whole study: where they are, and one file for many sessions."""

from __future__ import annotations

import hashlib
import uuid
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db.models import Avg, CharField, Count, Exists, Max, Min, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from vitals.errors import ReferenceFileError
from vitals.kind import Kind
from webapp.agreement.references import content, store, study_file
from webapp.agreement.references.found import opened, seal
from webapp.agreement.references.study_file import Value
from webapp.agreement.references.typed import device_field
from webapp.measure.plain import plain
from webapp.records.access import log
from webapp.records.models import AccessLog, Reference, ReferenceSeries, Session
from webapp.studies.access import Role, Seat, seat_for
from webapp.studies.page import study_page

PER_PAGE = 50
MOST_UPLOADS = 10
UNREADABLE = 422
DIGEST_LENGTH = 64


class StudyFileForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("CSV file"),
        help_text=gettext_lazy(
            "Columns: session, or participant with a date and time; time; heart_rate, respiratory_rate."
        ),
    )
    device = device_field()

    def __init__(self, *args: Any) -> None:
        super().__init__(*args)
        content.limit(self)


@require_GET
@login_required
def references(request: HttpRequest, study: int) -> HttpResponse:
    seat = seat_for(request, study)
    log(request, AccessLog.Action.VIEW, f"study:{study}", seat.study, "references")
    return _page(request, seat, StudyFileForm())


@require_POST
@login_required
def read_file(request: HttpRequest, study: int) -> HttpResponse:
    """What would be kept of the file; nothing is, yet."""
    seat = seat_for(request, study, Role.REVIEWER)
    form = StudyFileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, seat, form, UNREADABLE)
    try:
        data = content.bytes_of(form.cleaned_data["file"])
        if content.ending(data) != ".csv":
            raise ReferenceFileError(_("For many sessions, give a table as CSV."))
        found = study_file.understand(seat.study, data)
        if not found.values:
            raise ReferenceFileError(found.problems[0] if found.problems else _("There is no value in it."))
    except ReferenceFileError as error:
        form.add_error("file", str(error))
        return _page(request, seat, form, UNREADABLE)
    device = form.cleaned_data["device"].strip()
    sealed = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "device": device,
        "values": [(one.session.hex, one.kind.value, one.t_s, one.value_bpm) for one in found.values],
    }
    context = {
        "found": found,
        "device": device,
        "sealed": seal(sealed, _about(request, seat)),
        "first": found.values[:8],
    }
    return study_page(request, seat, "agreement/study_preview.html", context)


@require_POST
@login_required
def save_file(request: HttpRequest, study: int) -> HttpResponse:
    """Keep what the preview has shown."""
    seat = seat_for(request, study, Role.REVIEWER)
    try:
        found = opened(request.POST.get("found", ""), _about(request, seat))
        values = [Value(uuid.UUID(pk), Kind(kind), t_s, bpm) for pk, kind, t_s, bpm in found["values"]]
        user = cast(User, request.user)
        count, sessions = store.keep_study_file(seat.study, found["sha256"], found["device"], values, user)
    except ReferenceFileError as error:
        messages.error(request, str(error))
        return redirect("agreement:references", study)
    detail = f"references: {count} values of {sessions} sessions from a file"
    log(request, AccessLog.Action.CHANGE, f"study:{study}", seat.study, detail)
    text = _("Kept. Values: %(count)s. Sessions: %(sessions)s.")
    messages.success(request, text % {"count": count, "sessions": sessions})
    return redirect("agreement:references", study)


@require_POST
@login_required
def delete_file(request: HttpRequest, study: int) -> HttpResponse:
    """Delete all that one file has brought to the study."""
    seat = seat_for(request, study, Role.REVIEWER)
    sha256 = request.POST.get("sha256", "")[:DIGEST_LENGTH]
    rows = ReferenceSeries.objects.filter(session__study=seat.study, file_sha256=sha256)
    count = rows.count()
    rows.delete()
    if count:
        detail = f"references: a file with {count} series"
        log(request, AccessLog.Action.DELETE, f"study:{study}", seat.study, detail)
        messages.success(request, _("The values of the file are deleted."))
    return redirect("agreement:references", study)


def _about(request: HttpRequest, seat: Seat) -> str:
    return f"study {seat.study.pk} of {request.user.pk}"


def _page(request: HttpRequest, seat: Seat, form: StudyFileForm, status: int = 200) -> HttpResponse:
    wanted = plain(request.GET.get("q", ""))
    number = request.GET.get("page", "1")
    page = max(int(number), 1) if number.isdecimal() and len(number) < 5 else 1
    found = list(_sessions(seat, wanted)[(page - 1) * PER_PAGE : page * PER_PAGE + 1])
    context = {
        "form": form,
        "wanted": wanted,
        "number": page,
        "more": len(found) > PER_PAGE,
        "rows": _with_values(found[:PER_PAGE]),
        "uploads": _uploads(seat),
    }
    return study_page(request, seat, "agreement/references.html", context, status)


def _sessions(seat: Seat, wanted: str) -> QuerySet[Session]:
    """Those that have references; with a search, all of a participant, or the one of that key."""
    own: QuerySet[Session] = seat.study.sessions.select_related("participant").order_by("-started_at", "id")
    if not wanted:
        return own.filter(Exists(Reference.objects.filter(session=OuterRef("pk"))))
    try:
        return own.filter(pk=uuid.UUID(wanted))
    except ValueError:
        return own.filter(participant__in=seat.study.participants.filter(pseudonym__icontains=wanted[:100]))


def _with_values(sessions: list[Session]) -> list[dict[str, Any]]:
    """Each session with its number and mean of values, by kind; one query."""
    inside = Q(t_s=None) | Q(t_s__gte=0)
    found = (
        Reference.objects.filter(inside, session__in=sessions)
        .order_by()
        .values_list("session_id", "kind")
        .annotate(count=Count("pk"), mean=Avg("value_bpm"))
    )
    values = {(pk, kind): (count, mean) for pk, kind, count, mean in found}
    nothing = (0, None)
    return [
        {
            "session": session,
            "heart": values.get((session.pk, Kind.HEART_RATE.value), nothing),
            "breath": values.get((session.pk, Kind.RESPIRATORY_RATE.value), nothing),
        }
        for session in sessions
    ]


def _uploads(seat: Seat) -> list[dict[str, Any]]:
    """The latest files, each with how many sessions it is about."""
    rows = ReferenceSeries.objects.filter(session__study=seat.study).order_by()
    grouped = rows.values("file_sha256", "device").annotate(
        sessions=Count("session", distinct=True),
        at=Max("uploaded_at"),
        session=Min(Cast("session_id", CharField())),
    )
    latest = grouped.order_by("-at")[:MOST_UPLOADS]
    return [{**row, "session": uuid.UUID(row["session"])} for row in latest]
