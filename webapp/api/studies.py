"""`/api/studies/`: which studies the caller works on, and by which protocol they measure."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from webapp.api.auth import caller_of
from webapp.api.door import read_study
from webapp.api.schemas.study import StudyOut
from webapp.records.models import Membership
from webapp.studies.access import Role, Seat

router = Router()
FIELDS = (
    "id",
    "name",
    "description",
    "state",
    "created_at",
    "duration_s",
    "mode",
    "method",
    "required_quality",
    "repeats",
    "requires_signals",
)


@router.get("", response=list[StudyOut], summary="Your studies")
def list_studies(request: HttpRequest) -> list[dict[str, Any]]:
    """All that the account is a member of; with a key its one study."""
    caller = caller_of(request)
    if caller.key:
        return [_shown(Seat(caller.key.study, Role.COORDINATOR))]
    seats = Membership.objects.filter(user=caller.user).select_related("study").order_by("study__name")
    return [_shown(Seat(row.study, Role(row.role))) for row in seats]


@router.get("{int:study}/", response=StudyOut, summary="One study")
def show_study(request: HttpRequest, study: int) -> dict[str, Any]:
    """Its protocol, and your role in it."""
    return _shown(read_study(request, study, "study"))


def _shown(seat: Seat) -> dict[str, Any]:
    return {**{name: getattr(seat.study, name) for name in FIELDS}, "role": seat.role.value}
