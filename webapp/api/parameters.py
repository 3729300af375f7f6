"""Parts of addresses and queries that several operations share."""

from __future__ import annotations

import uuid
from typing import Annotated

from ninja import Path, Query

RESULT = "`live`, `latest` (else live), or method and software of an analysis, such as `pos vitals 0.2.0`."

StudyNumber = Annotated[int, Path(description="The study.")]
SessionId = Annotated[uuid.UUID, Path(description="The session.")]
# One type for all, since its default is the same everywhere: ninja keeps the default in it.
ResultName = Annotated[str, Query(max_length=200, description=RESULT)]
