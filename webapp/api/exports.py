"""`/api/studies/<study>/exports/`: the files of the page, sent while they are made."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponseBase
from ninja import Path, Query, Router, Schema
from ninja.errors import HttpError

from webapp.api.auth import caller_of
from webapp.api.door import seat_of
from webapp.api.parameters import ResultName, StudyNumber
from webapp.api.schemas.filter import SessionFilter
from webapp.api.selected import selected
from webapp.exports.begin import begin
from webapp.exports.formats import FORMATS
from webapp.exports.results import LIVE
from webapp.exports.slots import Busy
from webapp.studies.access import Role

router = Router()
Name = Annotated[str, Path(description=f"One of {', '.join(FORMATS)}.")]


class FormatOut(Schema):
    name: str
    label: str
    media_type: str


@router.get("", response=list[FormatOut], summary="Formats of an export")
def list_formats(request: HttpRequest, study: StudyNumber) -> list[dict[str, Any]]:
    """What `format` can be in the address of an export."""
    seat_of(request, study)
    return [
        {"name": form.name, "label": str(form.label), "media_type": form.media_type}
        for form in FORMATS.values()
    ]


@router.get("{slug:format}/", summary="Export a study")
def export_study(
    request: HttpRequest,
    study: StudyNumber,
    format: Name,
    wanted: Query[SessionFilter],
    result: ResultName = LIVE,
) -> HttpResponseBase:
    """One file, sent while it is made, for coordinators and keys. Two at once are the most (429)."""
    seat = seat_of(request, study, Role.COORDINATOR)
    if format not in FORMATS:
        raise Http404("no such format")
    caller = caller_of(request)
    selection = selected(seat.study, caller.user, wanted, result)
    try:
        return begin(request, caller, FORMATS[format], selection)
    except Busy as busy:
        raise HttpError(429, str(busy)) from busy
