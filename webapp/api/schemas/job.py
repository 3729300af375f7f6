"""Analysing stored signals again."""

from __future__ import annotations

import uuid
from datetime import datetime

from ninja import Field, Schema

MOST_SESSIONS = 1000  # named in one call; null means all, however many


class ReanalysisIn(Schema):
    method: str = Field(description="A pulse method, such as `pos`.")
    sessions: list[uuid.UUID] | None = Field(
        None, max_length=MOST_SESSIONS, description="Null: the whole study."
    )


class JobOut(Schema):
    id: uuid.UUID
    kind: str
    state: str = Field(description="`queued`, `running`, `done`, `failed` or `cancelled`.")
    total: int
    done: int
    skipped: int = Field(description="Without signals, excluded, or gone meanwhile.")
    error: str
    created_at: datetime
    started_at: datetime | None
    ended_at: datetime | None
