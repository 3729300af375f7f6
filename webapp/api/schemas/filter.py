"""Which sessions: the fields of the list's search (`review.sessions.search`), which checks them."""

from __future__ import annotations

from datetime import date
from typing import Literal

from ninja import Field, Schema

YesNo = Literal["yes", "no"] | None
REASON = "A code, `any` for withheld, `none` for not withheld."


class SessionFilter(Schema):
    """Leave out what should not narrow the list."""

    q: str | None = Field(None, description="Part of a pseudonym.")
    reading: Literal["mine", "second", "nobody", "done"] | None = Field(
        None, description="Not yet read by you, needs a second reading, read by nobody, all readings there."
    )
    since: date | None = Field(None, description="First day, UTC.")
    until: date | None = Field(None, description="Last day, UTC.")
    state: Literal["live", "done", "failed"] | None = None
    hr_min: float | None = Field(None, description="Lowest heart rate, per minute.")
    hr_max: float | None = Field(None, description="Highest heart rate, per minute.")
    hr_withheld: str | None = Field(None, description=REASON)
    rr_min: float | None = Field(None, description="Lowest respiratory rate, per minute.")
    rr_max: float | None = Field(None, description="Highest respiratory rate, per minute.")
    rr_withheld: str | None = Field(None, description=REASON)
    quality_min: float | None = Field(None, description="Of the heart rate, 0 to 1.")
    quality_max: float | None = Field(None, description="Of the heart rate, 0 to 1.")
    device: str | None = Field(None, description="Part of the device's name.")
    method: str | None = Field(None, description="Part of the method's name.")
    annotated: YesNo = Field(None, description="Whether there are annotations.")
    excluded: YesNo = Field(None, description="Whether it is excluded.")
    reference: YesNo = Field(None, description="Whether there are references.")
    signals: YesNo = Field(None, description="Whether signals are stored.")
