"""What all pages of one session begin with, and where they lead back to."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from webapp.records.access import log
from webapp.records.models import AccessLog, Membership, Session
from webapp.review.judgement.sight import Sight, sight_of
from webapp.review.sessions.chips import without
from webapp.studies.access import Role, Seat, seat_for, session_of

OF_THIS_PAGE = ("page", "result", "against")
"""Of the query, beside the search that the list was opened with."""
ONE_LOOK = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Found:
    """A session, and what its visitor may see of it and do with it."""

    request: HttpRequest
    seat: Seat
    session: Session
    sight: Sight

    @property
    def query(self) -> str:
        """The search of the list that one came from."""
        return without(self.request.GET, *OF_THIS_PAGE)

    def address(self, anchor: str = "") -> str:
        page = reverse("review:session", args=[self.seat.study.pk, self.session.pk])
        return page + (f"?{self.query}" if self.query else "") + (f"#{anchor}" if anchor else "")

    def back(self, anchor: str) -> HttpResponse:
        return redirect(self.address(anchor))

    def looked(self) -> None:
        """Write down a look at a part, if a look at the whole was not just before: charts ask many times."""
        target = f"session:{self.session.pk}"
        recent = {"user": self.sight.user, "target": target, "at__gte": timezone.now() - ONE_LOOK}
        if not AccessLog.objects.filter(action=AccessLog.Action.VIEW, **recent).exists():
            log(self.request, AccessLog.Action.VIEW, target, self.seat.study, "data")

    def changed(self, what: str) -> None:
        """Write down that the visitor has changed something that is with the session."""
        log(self.request, AccessLog.Action.CHANGE, f"session:{self.session.pk}", self.seat.study, what)


def find(request: HttpRequest, study: int, pk: uuid.UUID, least: Membership.Role = Role.READER) -> Found:
    """Raises Http404 for strangers and other studies' sessions, PermissionDenied below `least`."""
    seat = seat_for(request, study, least)
    session = session_of(seat, pk)
    return Found(request, seat, session, sight_of(request, seat, session))
