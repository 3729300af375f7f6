"""A session that has everything a file can hold."""

from __future__ import annotations

import numpy as np
import pytest
from django.core.signals import request_finished
from django.db import close_old_connections
from django.http import HttpResponseBase
from django.test import Client

from tests.webapp.conftest import make_session
from vitals.types import Trace as Samples
from webapp.records.access import COOKIE, visitor_of_cookie
from webapp.records.models import Estimate, Reference, Session, Trace

PULSE_BPM = 72.0
SECONDS = 20
FPS = 30.0


def skin(seconds: float = SECONDS) -> Samples:
    """A skin that pulses, on a camera's own clock, which does not start at 0."""
    t_s = 1000 + np.arange(round(seconds * FPS)) / FPS
    beat = np.sin(2 * np.pi * PULSE_BPM / 60 * t_s)
    return Samples.of_skin(t_s, np.column_stack([150 + 0.2 * beat, 110 + 0.6 * beat, 90 + 0.3 * beat]))


@pytest.fixture
def session(visitor: Client) -> Session:
    """Finished, with an answered heart rate and a withheld respiratory rate."""
    made = make_session(
        visitor=visitor_of_cookie(visitor.cookies[COOKIE].value),
        state=Session.State.DONE,
        hr_bpm=72.4,
        hr_quality=0.81,
        hr_withheld=None,
        rr_withheld="no_breath",
        duration_s=SECONDS,
        fps=FPS,
        method="fused",
        model="fasenet 1.1.0",
        width_px=320,
        height_px=240,
    )
    for second in range(1, SECONDS + 1):
        answered = second >= 8
        heart = (
            {"hr_bpm": 72.0 + second / 100, "hr_withheld": None} if answered else {"hr_withheld": "too_short"}
        )
        Estimate.objects.create(
            session=made, t_s=float(second), snr_db=-1.5, rr_withheld="no_breath", **heart
        )
    return made


@pytest.fixture
def stored(session: Session) -> Session:
    """The same with its signals, a note and a value that was typed in."""
    Trace.objects.create(session=session, rows=Trace.pack(skin()))
    Reference.objects.create(session=session, kind="heart_rate", value_bpm=71.0, t_s=5.0, device="own count")
    session.note = "after coffee ☕"
    session.save()
    return session


def shut(answer: HttpResponseBase) -> None:
    """Close an answer as a reader does who goes away, and leave the test its database connection."""
    request_finished.disconnect(close_old_connections)
    try:
        answer.close()
    finally:
        request_finished.connect(close_old_connections)


def fetch(client: Client, session: Session, name: str) -> bytes:
    answer = client.get(f"/sessions/{session.pk}/download/{name}")
    assert answer.status_code == 200
    return bytes(answer.content)
