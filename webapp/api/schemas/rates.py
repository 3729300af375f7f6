"""Rates, and sessions with them."""

from __future__ import annotations

import uuid

from ninja import Field, Schema


class RateOut(Schema):
    value: float | None = Field(description="Per minute. Null exactly when `withheld` is not.")
    unit: str
    quality: float = Field(description="0 to 1.")
    withheld: str | None = Field(description="Why there is no value, as a code.")


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
    first_frame_at: str | None
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


class EstimatedRateOut(RateOut):
    interval: tuple[float, float] | None = Field(
        description="In which the rate is with 90 %, where that is known."
    )


class EstimateOut(Schema):
    t_s: float = Field(description="End of the window, in seconds from the first frame.")
    heart_rate: EstimatedRateOut
    respiratory_rate: EstimatedRateOut
    snr_db: float | None
    instruction: str | None


class SessionDetailOut(SessionOut):
    estimates: list[EstimateOut]
