"""From a request to a study and to what is in it: the one rule of all coordinators' pages and of their API.

A stranger gets 404, also where the thing exists; a member whose role does not reach gets 403.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from webapp.records.models import Membership, Session, Study

Role = Membership.Role
MAX_KEY = 2**63 - 1  # what a database takes as a key
_RANK = {Role.READER: 0, Role.REVIEWER: 1, Role.COORDINATOR: 2}


@dataclass(frozen=True, slots=True)
class Seat:
    """A study and what one member may do in it."""

    study: Study
    role: Membership.Role

    def reaches(self, least: Membership.Role) -> bool:
        return _RANK[self.role] >= _RANK[least]

    @property
    def is_coordinator(self) -> bool:
        return self.reaches(Role.COORDINATOR)

    @property
    def is_reviewer(self) -> bool:
        return self.reaches(Role.REVIEWER)


def seat_for(request: HttpRequest, study_pk: int, least: Membership.Role = Role.READER) -> Seat:
    """The study with the member's role. Raises Http404 for strangers, PermissionDenied below `least`."""
    if not request.user.is_authenticated or study_pk > MAX_KEY:
        raise Http404("no such study")
    membership = (
        Membership.objects.select_related("study").filter(study_id=study_pk, user_id=request.user.pk).first()
    )
    if membership is None:
        raise Http404("no such study")
    seat = Seat(membership.study, Role(membership.role))
    if not seat.reaches(least):
        needed = least.label
        raise PermissionDenied(_("Your role in this study does not reach: it takes a %s.") % needed)
    return seat


def session_of(seat: Seat, pk: uuid.UUID) -> Session:
    """A session of this study. Raises Http404 where it is in no study, or in another one."""
    found: Session | None = (
        Session.objects.select_related("participant").filter(study=seat.study, pk=pk).first()
    )
    if found is None:
        raise Http404("no such session")
    return found
