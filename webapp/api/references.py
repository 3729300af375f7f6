"""References of a session: rates that were measured by other means."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest
from ninja import Router, Status

from webapp.api.auth import caller_of
from webapp.api.door import read_session, seat_of
from webapp.api.errors import Invalid
from webapp.api.parameters import SessionId, StudyNumber
from webapp.api.schemas.session import ReferenceIn, ReferenceOut, ReferencesIn
from webapp.exports.additions import reference
from webapp.measure.plain import has_controls
from webapp.measure.references import DAY_S, HR_TYPED_BPM, RR_TYPED_BPM
from webapp.records.models import AccessLog, Reference, Session
from webapp.review.judgement.sight import sight_of
from webapp.studies.access import Role, session_of

LIMITS_BPM = {"heart_rate": HR_TYPED_BPM, "respiratory_rate": RR_TYPED_BPM}
MOST_PER_SESSION = 2000  # those that are typed in or sent; a file's series is not counted

router = Router()


@router.get("", response=list[ReferenceOut], summary="References of a session")
def list_references(request: HttpRequest, study: StudyNumber, pk: SessionId) -> list[dict[str, Any]]:
    """Typed in, sent, or from files. Who has yet to read the session does not see them."""
    seat, session = read_session(request, study, pk, "references")
    key = caller_of(request).key
    rows = session.references.all() if key else sight_of(request, seat, session).references()
    return [reference(row) for row in rows.select_related("series")]


@router.post("", response={201: list[ReferenceOut]}, summary="Enter references of a session")
def add_references(
    request: HttpRequest, study: StudyNumber, pk: SessionId, body: ReferencesIn
) -> Status[list[dict[str, Any]]]:
    """All of them or none. They are marked as entered by staff. For reviewers, coordinators and keys."""
    seat = seat_of(request, study, Role.REVIEWER)
    session = session_of(seat, pk)
    for place, value in enumerate(body.values):
        _check(place, value)
    rows = _kept(request, session, body)
    detail = f"api, {len(rows)} references"
    caller_of(request).log(AccessLog.Action.CHANGE, f"session:{pk}", seat.study, detail)
    return Status(201, [reference(row) for row in rows])


def _check(place: int, given: ReferenceIn) -> None:
    """Raises Invalid for what cannot be right; NaN is within nothing."""
    low, high = LIMITS_BPM[given.kind]
    at = f"body.values.{place}"
    if not low <= given.value <= high:
        raise Invalid(f"{at}.value: {given.value:g} /min, give {low:g} to {high:g} for {given.kind}")
    if given.t_s is not None and not -DAY_S <= given.t_s <= DAY_S:
        raise Invalid(f"{at}.t_s: more than a day away from the measurement")
    if has_controls(given.device):
        raise Invalid(f"{at}.device: give one line of text")


@transaction.atomic
def _kept(request: HttpRequest, session: Session, body: ReferencesIn) -> list[Reference]:
    """Nobody deletes the session meanwhile. Raises Http404 where somebody just has."""
    if not Session.objects.hold(session.pk):
        raise Http404("no such session")
    if session.references.filter(series=None).count() + len(body.values) > MOST_PER_SESSION:
        raise Invalid(f"body.values: the session would have more than {MOST_PER_SESSION} references")
    caller = caller_of(request)
    return Reference.objects.bulk_create(
        Reference(
            session=session,
            kind=value.kind,
            t_s=value.t_s,
            value_bpm=value.value,
            device=value.device.strip(),
            by_staff=True,
            entered_by=None if caller.key else caller.user,
        )
        for value in body.values
    )
