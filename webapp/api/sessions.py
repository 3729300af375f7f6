"""`/api/studies/<study>/sessions/`: the list, filtered as on the page, and one session."""

from __future__ import annotations

import uuid
from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router

from webapp.api.auth import caller_of
from webapp.api.cursor import beyond, cursor_of
from webapp.api.door import read_session, read_study
from webapp.api.parameters import ResultName, StudyNumber
from webapp.api.schemas.filter import SessionFilter
from webapp.api.schemas.study import SessionsOut, StudySessionOut
from webapp.api.selected import check_result, selected
from webapp.exports.as_json import outcome
from webapp.exports.exclusions import reasons
from webapp.exports.results import LIVE, chosen
from webapp.records.json import summary
from webapp.records.models import Session

MAX_LIMIT = 200
MAX_CURSOR_LETTERS = 200

router = Router()


@router.get("", response=SessionsOut, summary="Sessions of a study")
def list_study_sessions(
    request: HttpRequest,
    study: StudyNumber,
    wanted: Query[SessionFilter],
    result: ResultName = LIVE,
    after: Annotated[
        str, Query(max_length=MAX_CURSOR_LETTERS, description="`next` of the page before.")
    ] = "",
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = 50,
) -> dict[str, Any]:
    """Newest first, page by page. Pages stay whole when sessions come or go meanwhile."""
    seat = read_study(request, study, "sessions")
    found = selected(seat.study, caller_of(request).user, wanted, result)
    rows = found.sessions.filter(beyond(after)) if after else found.sessions
    page = list(rows.select_related("participant").order_by("-started_at", "id")[: limit + 1])
    more = cursor_of(page[limit - 1]) if len(page) > limit else None
    return {"items": shown(page[:limit], result), "next": more}


@router.get("{uuid:pk}/", response=StudySessionOut, summary="One session of a study")
def show_study_session(
    request: HttpRequest, study: StudyNumber, pk: uuid.UUID, result: ResultName = LIVE
) -> dict[str, Any]:
    """Its result and how it was measured; what hangs on it has addresses of its own."""
    seat, session = read_session(request, study, pk, "session")
    check_result(seat.study, result)
    return shown([session], result)[0]


def shown(sessions: list[Session], result: str) -> list[dict[str, Any]]:
    """Two more queries at most, however many there are."""
    results, excluded = chosen(sessions, result), reasons(sessions)
    return [
        {
            **summary(session),
            "participant": session.participant.pseudonym if session.participant else None,
            "excluded": excluded.get(session.pk),
            "result": outcome(results[session.pk]),
        }
        for session in sessions
    ]
