"""The HTTP API for programs: sessions that the account may see. Without credentials: 401."""

from __future__ import annotations

import uuid
from typing import Annotated, Any

from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from ninja import NinjaAPI, Query, Schema, Status
from ninja.security import SessionAuth

from webapp.records import json
from webapp.records.access import viewer_of
from webapp.records.models import Session
from webapp.records.remove import remove
from webapp.records.visibility import Viewer

PAGE = 100
MAX_OFFSET = 10**9  # beyond what a database can count to it would be an error of ours


class Account(SessionAuth):
    """The login of the pages; changes need the CSRF token."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        return request.user if request.user.is_authenticated else None


api = NinjaAPI(
    title="FaSeNet Vitals",
    version="1",
    description="Heart rate and respiratory rate from a camera. For wellness; not a medical device.",
    auth=Account(),
)


class RateOut(Schema):
    value: float | None
    unit: str
    quality: float
    withheld: str | None


class FramesOut(Schema):
    received: int
    processed: int
    dropped: int


class SessionOut(Schema):
    id: uuid.UUID
    state: str
    source: str
    mode: str
    started_at: str
    ended_at: str | None
    duration_s: float
    fps: float
    frames: FramesOut
    heart_rate: RateOut
    respiratory_rate: RateOut
    method: str
    model: str
    software: str
    device: str
    activity: str


class EstimateOut(Schema):
    t_s: float
    heart_rate: RateOut
    respiratory_rate: RateOut
    snr_db: float | None
    instruction: str | None


class SessionDetailOut(SessionOut):
    estimates: list[EstimateOut]


@api.get("/sessions/", response=list[SessionOut], summary="Sessions that you may see, newest first")
def list_sessions(
    request: HttpRequest, offset: Annotated[int, Query(ge=0, le=MAX_OFFSET)] = 0
) -> list[dict[str, Any]]:
    visible = Session.objects.visible_to(_account(request))[offset : offset + PAGE]
    return [json.summary(session) for session in visible]


@api.get("/sessions/{uuid:pk}/", response=SessionDetailOut, summary="One session with its estimates")
def show_session(request: HttpRequest, pk: uuid.UUID) -> dict[str, Any]:
    return json.detail(get_object_or_404(Session.objects.visible_to(_account(request)), pk=pk))


@api.delete("/sessions/{uuid:pk}/", response={204: None}, summary="Remove one of your own sessions")
def delete_session(request: HttpRequest, pk: uuid.UUID) -> Status[None]:
    get_object_or_404(Session.objects.owned_by(_account(request)), pk=pk)
    remove([pk])
    return Status(204, None)


def _account(request: HttpRequest) -> Viewer:
    """The API knows accounts only: a visitor's cookie opens nothing here."""
    return Viewer(None, viewer_of(request).user)
