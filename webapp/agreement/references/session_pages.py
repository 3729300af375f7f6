"""References of one session: type them in, upload a file, delete them."""

from __future__ import annotations

import uuid
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from vitals.errors import ReferenceFileError
from webapp.agreement.of_session import references_of
from webapp.agreement.references import store, typed
from webapp.agreement.references.file_form import FileForm
from webapp.agreement.references.found import File
from webapp.agreement.references.preview import drawn
from webapp.agreement.references.typed import TypedForm
from webapp.records.access import log
from webapp.records.models import AccessLog, Session
from webapp.studies.access import Role, Seat, seat_for, session_of
from webapp.studies.page import study_page

UNREADABLE = 422


@require_GET
@login_required
def session(request: HttpRequest, study: int, pk: uuid.UUID) -> HttpResponse:
    seat = seat_for(request, study)
    found = session_of(seat, pk)
    log(request, AccessLog.Action.VIEW, f"session:{pk}", seat.study, "references")
    return _page(request, seat, found)


@require_POST
@login_required
def type_in(request: HttpRequest, study: int, pk: uuid.UUID) -> HttpResponse:
    seat = seat_for(request, study, Role.REVIEWER)
    found = session_of(seat, pk)
    form = TypedForm(found, request.POST)
    if not form.is_valid():
        return _page(request, seat, found, typed_form=form, status=UNREADABLE)
    count = typed.keep(found, form.cleaned_data, cast(User, request.user))
    if not count:
        form.add_error(None, _("This session has too many values already: delete some first."))
        return _page(request, seat, found, typed_form=form, status=UNREADABLE)
    log(request, AccessLog.Action.CHANGE, f"session:{pk}", seat.study, f"references: {count} typed in")
    messages.success(request, _("The value is kept.") if count == 1 else _("Both values are kept."))
    return redirect("agreement:session", study, pk)


@require_POST
@login_required
def read_file(request: HttpRequest, study: int, pk: uuid.UUID) -> HttpResponse:
    """What would be kept of the file, beside what was measured; nothing is, yet."""
    seat = seat_for(request, study, Role.REVIEWER)
    found = session_of(seat, pk)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, seat, found, file_form=form, status=UNREADABLE)
    try:
        file = form.read(found)
    except ReferenceFileError as error:
        form.add_error("file", _sentence(error))
        return _page(request, seat, found, file_form=form, status=UNREADABLE)
    context = {
        "session": found,
        "file": file,
        "sealed": file.signed(_about(request, found)),
        "drawings": [(one, drawn(found, one)) for one in file.series],
    }
    return study_page(request, seat, "agreement/preview.html", context)


@require_POST
@login_required
def save_file(request: HttpRequest, study: int, pk: uuid.UUID) -> HttpResponse:
    """Keep what the preview has shown."""
    seat = seat_for(request, study, Role.REVIEWER)
    found = session_of(seat, pk)
    try:
        file = File.of(request.POST.get("found", ""), _about(request, found))
        count = store.keep_file(found, file, cast(User, request.user))
    except ReferenceFileError as error:
        messages.error(request, _sentence(error))
        return redirect("agreement:session", study, pk)
    log(request, AccessLog.Action.CHANGE, f"session:{pk}", seat.study, f"references: {count} from a file")
    messages.success(request, _("%(count)s values of the file are kept.") % {"count": count})
    return redirect("agreement:session", study, pk)


@require_POST
@login_required
def delete(request: HttpRequest, study: int, pk: uuid.UUID) -> HttpResponse:
    """One value that was typed in, or one series of a file."""
    seat = seat_for(request, study, Role.REVIEWER)
    found = session_of(seat, pk)
    number = {name: request.POST.get(name, "") for name in ("value", "series")}
    rows: Any = found.references.filter(series=None, pk=_whole(number["value"]))
    if number["series"]:
        rows = found.reference_series.filter(pk=_whole(number["series"]))
    count, _of_each = rows.delete()
    if count:
        what = "series" if number["series"] else "value"
        log(request, AccessLog.Action.DELETE, f"session:{pk}", seat.study, f"references: one {what}")
        messages.success(request, _("It is deleted."))
    return redirect("agreement:session", study, pk)


def _whole(text: str) -> int:
    """A key; 0, which none has, for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0


def _about(request: HttpRequest, found: Session) -> str:
    return f"session {found.pk} of {request.user.pk}"


def _sentence(error: ReferenceFileError) -> str:
    """Messages of `vitals` begin small, as those of command lines do; names of columns stay as they are."""
    text = str(error)
    begun = text if "_" in text.split(" ")[0] else text[:1].upper() + text[1:]
    return begun if begun.endswith(".") else f"{begun}."


def _page(
    request: HttpRequest,
    seat: Seat,
    found: Session,
    *,
    typed_form: TypedForm | None = None,
    file_form: FileForm | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "session": found,
        "typed_form": typed_form or TypedForm(found),
        "file_form": file_form or FileForm(),
        **references_of(found),
    }
    return study_page(request, seat, "agreement/session.html", context, status)
