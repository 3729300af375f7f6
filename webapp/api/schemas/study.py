"""Studies, their people, and their sessions."""

from __future__ import annotations

from datetime import datetime

from ninja import Field, Schema

from webapp.api.schemas.rates import RateOut, SessionOut


class StudyOut(Schema):
    id: int
    name: str
    description: str
    state: str
    created_at: datetime
    role: str = Field(description="Yours; a key has that of a coordinator.")
    duration_s: int = Field(description="Good seconds that one measurement takes.")
    mode: str
    method: str = Field(description="Pulse method; empty: the default one.")
    required_quality: float
    repeats: int
    requires_signals: bool


class ParticipantOut(Schema):
    id: int
    pseudonym: str
    group: str = Field(description="Such as an arm of the study.")
    skin_tone: int | None = Field(description="Monk Skin Tone scale, 1 to 10, where entered.")
    enrolled_at: datetime
    joined_at: datetime | None
    withdrawn_at: datetime | None


class ParticipantsOut(Schema):
    items: list[ParticipantOut]
    next_offset: int | None = Field(description="Null on the last page.")


class ResultOut(Schema):
    name: str = Field(description="`live`, or the number of the analysis; 0: this one was not made.")
    method: str
    model: str
    software: str
    heart_rate: RateOut
    respiratory_rate: RateOut


class StudySessionOut(SessionOut):
    """As measured live; `result` is the one that was asked for."""

    participant: str | None = Field(description="Pseudonym.")
    excluded: str | None = Field(description="Why the whole session is excluded; null if it is not.")
    result: ResultOut


class SessionsOut(Schema):
    items: list[StudySessionOut]
    next: str | None = Field(description="Send it as `after` for the next page. Null on the last one.")
