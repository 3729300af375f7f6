"""`/api/studies/<study>/participants/`: people by pseudonym."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Query, Router

from webapp.api.door import read_study
from webapp.api.parameters import StudyNumber
from webapp.api.schemas.study import ParticipantsOut

MAX_OFFSET = 10**9
MAX_LIMIT = 500

router = Router()


@router.get("", response=ParticipantsOut, summary="Participants of a study")
def list_participants(
    request: HttpRequest,
    study: StudyNumber,
    offset: Annotated[int, Query(ge=0, le=MAX_OFFSET)] = 0,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT)] = 100,
) -> dict[str, Any]:
    """In the order of their pseudonyms."""
    seat = read_study(request, study, "participants")
    rows = list(seat.study.participants.order_by("pseudonym")[offset : offset + limit + 1])
    return {"items": rows[:limit], "next_offset": offset + limit if len(rows) > limit else None}
