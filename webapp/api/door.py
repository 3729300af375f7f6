"""From a call to a study and to a session of it: the rule of the pages, for accounts and keys alike.

Every call that reads goes through here and leaves one row in the access log.
"""

from __future__ import annotations

import uuid

from django.http import Http404, HttpRequest

from webapp.api.auth import caller_of
from webapp.records.models import AccessLog, Session
from webapp.studies.access import Role, Seat, seat_for, session_of


def seat_of(request: HttpRequest, study: int, least: Role = Role.READER) -> Seat:
    """The study and what the caller may do in it. A key sits where its maker does, in its one study.

    Raises Http404 for strangers, PermissionDenied below `least`.
    """
    key = caller_of(request).key
    if key is None:
        return seat_for(request, study, least)
    if key.study_id != study:
        raise Http404("no such study")
    return Seat(key.study, Role.COORDINATOR)


def read_study(request: HttpRequest, study: int, what: str) -> Seat:
    """For reading `what` of the study, which is written down."""
    seat = seat_of(request, study)
    caller_of(request).log(AccessLog.Action.VIEW, f"study:{study}", seat.study, f"api, {what}")
    return seat


def read_session(request: HttpRequest, study: int, pk: uuid.UUID, what: str) -> tuple[Seat, Session]:
    """For reading `what` of a session of the study, which is written down."""
    seat = seat_of(request, study)
    session = session_of(seat, pk)
    caller_of(request).log(AccessLog.Action.VIEW, f"session:{pk}", seat.study, f"api, {what}")
    return seat, session
