"""Rates that the owner has measured otherwise (own count, oximeter) and typed in, to compare with."""

from __future__ import annotations

import uuid

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods
from pydantic import BaseModel, ConfigDict

from webapp.measure.body import read
from webapp.measure.plain import has_controls
from webapp.measure.refusal import Refusal, answering, no_such_session, own_session
from webapp.measure.shown import shown
from webapp.records import own
from webapp.records.models import Reference, Session

HR_TYPED_BPM = (20.0, 300.0)
"""Wider than what the camera can measure: what another device shows is not ours to doubt."""
RR_TYPED_BPM = (1.0, 100.0)
DEVICE_LENGTH = 100  # letters
MOST_PER_SESSION = 50
DAY_S = 86_400.0


class Typed(BaseModel):
    """The body of `POST /sessions/<id>/references/`."""

    model_config = ConfigDict(strict=True, extra="forbid")

    heart_rate: float | None = None
    """/min"""
    respiratory_rate: float | None = None
    """/min"""
    t_s: float | None = None
    """Seconds from the start of the session, before it negative; None: about the whole session."""
    device: str = ""
    """How it was measured, in the person's words."""


@require_http_methods(["POST"])
@never_cache
@answering
def references(request: HttpRequest, pk: uuid.UUID) -> HttpResponseBase:
    """Add one or two values; the answer is the session with all of them."""
    session = own_session(request, pk)
    _keep(session, parse(request.body))
    return JsonResponse(shown(session), status=201)


@require_http_methods(["DELETE"])
@never_cache
@answering
def reference(request: HttpRequest, pk: uuid.UUID, number: int) -> HttpResponseBase:
    """Remove one value that was typed in."""
    for row in own.references_of(own_session(request, pk)):
        if row.pk == number:
            row.delete()
            return HttpResponse(status=204)
    raise Refusal(404, "not_found", _("There is no such value."))


def parse(body: bytes) -> Typed:
    """Raises Refusal where the body is malformed (400) or a value cannot be right (422)."""
    typed = read(Typed, body)
    if typed.heart_rate is None and typed.respiratory_rate is None:
        raise _unlikely(_("Type in a heart rate, a respiratory rate, or both."))
    _check(typed)
    return typed


def _check(typed: Typed) -> None:
    if not _within(typed.heart_rate, HR_TYPED_BPM):
        text = _("Please check the heart rate: a number from %(low)g to %(high)g per minute fits here.")
        raise _unlikely(text % {"low": HR_TYPED_BPM[0], "high": HR_TYPED_BPM[1]})
    if not _within(typed.respiratory_rate, RR_TYPED_BPM):
        text = _("Please check the respiratory rate: a number from %(low)g to %(high)g per minute fits here.")
        raise _unlikely(text % {"low": RR_TYPED_BPM[0], "high": RR_TYPED_BPM[1]})
    if not _within(typed.t_s, (-DAY_S, DAY_S)):
        raise _unlikely(_("Please check the time: it is more than a day away from the measurement."))
    if len(typed.device) > DEVICE_LENGTH or has_controls(typed.device):
        text = _("Name the device in one line of at most %(most)s letters.")
        raise _unlikely(text % {"most": DEVICE_LENGTH})


def _within(value: float | None, limits: tuple[float, float]) -> bool:
    """NaN is within nothing."""
    return value is None or limits[0] <= value <= limits[1]


def _unlikely(text: str) -> Refusal:
    return Refusal(422, "unlikely", text)


@transaction.atomic
def _keep(session: Session, typed: Typed) -> None:
    """As typed in by whose session it is: logged in or not, only the owner gets here."""
    if not Session.objects.hold(session.pk):
        raise no_such_session()
    if session.references.count() >= MOST_PER_SESSION:
        text = _("This measurement has %(most)s values already: delete one first.")
        raise Refusal(422, "too_many", text % {"most": MOST_PER_SESSION})
    for kind in Reference.Kind:
        if (value_bpm := getattr(typed, kind.value)) is not None:
            Reference.objects.create(
                session=session,
                kind=kind,
                t_s=typed.t_s,
                value_bpm=value_bpm,
                device=typed.device.strip(),
                entered_by=session.user,
            )
