"""`/api/sessions/`: everything that the account or the key may see, over all studies, newest first."""

from __future__ import annotations

import uuid
from typing import Annotated, Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from ninja import Query, Router, Status

from webapp.api.auth import caller_of
from webapp.api.schemas.rates import SessionDetailOut, SessionOut
from webapp.records import json
from webapp.records.models import AccessLog, Session
from webapp.records.remove import remove
from webapp.records.visibility import Viewer

PAGE = 100
MAX_OFFSET = 10**9  # beyond what a database can count to it would be an error of ours

router = Router()


@router.get("", response=list[SessionOut], summary="Sessions that you may see, newest first")
def list_sessions(
    request: HttpRequest, offset: Annotated[int, Query(ge=0, le=MAX_OFFSET)] = 0
) -> list[dict[str, Any]]:
    """Your own, and those of your studies: 100 at a time. A visitor's cookie opens nothing here."""
    caller_of(request).log(AccessLog.Action.VIEW, "sessions", None, "api, list")
    return [json.summary(session) for session in _visible(request)[offset : offset + PAGE]]


@router.get("{uuid:pk}/", response=SessionDetailOut, summary="One session with its estimates")
def show_session(request: HttpRequest, pk: uuid.UUID) -> dict[str, Any]:
    """Estimates are one a second, as they were measured live."""
    session = get_object_or_404(_visible(request).select_related("study"), pk=pk)
    caller_of(request).log(AccessLog.Action.VIEW, f"session:{pk}", session.study, "api, session")
    return json.detail(session)


@router.delete("{uuid:pk}/", response={204: None}, summary="Remove one of your own sessions")
def delete_session(request: HttpRequest, pk: uuid.UUID) -> Status[None]:
    """With everything that belongs to it. Only its owner can, so never a key."""
    caller = caller_of(request)
    if caller.key:
        raise Http404("no such session")
    get_object_or_404(Session.objects.owned_by(Viewer(None, caller.user)), pk=pk)
    remove([pk])
    return Status(204, None)


def _visible(request: HttpRequest) -> QuerySet[Session]:
    caller = caller_of(request)
    if caller.key:
        return Session.objects.filter(study=caller.key.study)
    return Session.objects.visible_to(Viewer(None, caller.user))
