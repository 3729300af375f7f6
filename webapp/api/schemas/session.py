"""What hangs on one session."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Literal

from ninja import Field, Schema

from webapp.api.schemas.rates import EstimateOut
from webapp.api.schemas.study import ResultOut

MOST_REFERENCES = 300  # in one call


class EstimatesOut(Schema):
    result: ResultOut
    estimates: list[EstimateOut]


class SignalsOut(Schema):
    columns: list[str] = Field(description="As docs/downloads.md has them; the first one is `t_s`.")
    rows: list[list[float | None]] = Field(description="One for each frame; null where a value is missing.")


class AnalysisOut(ResultOut):
    number: int
    created_at: datetime
    job: uuid.UUID | None


class ReferenceOut(Schema):
    id: int
    kind: str
    t_s: float | None = Field(description="Null: of the whole session.")
    value: float
    unit: str
    device: str
    entered_by: str = Field(description="`staff` or `participant`.")
    source: str = Field(description="`typed`, or the kind of file: `rates`, `ppg`, `ecg`, `belt`.")
    entered_at: datetime


class ReferenceIn(Schema):
    kind: Literal["heart_rate", "respiratory_rate"]
    value: float = Field(description="Per minute: 20 to 300 for a heart rate, 1 to 100 for breath.")
    t_s: float | None = Field(None, description="Null: of the whole session.")
    device: str = Field("", max_length=100)


class ReferencesIn(Schema):
    values: list[ReferenceIn] = Field(min_length=1, max_length=MOST_REFERENCES)


class AnnotationOut(Schema):
    id: int
    start_s: float | None = Field(description="Null: the whole session.")
    end_s: float | None
    excludes: bool
    text: str
    created_at: datetime
