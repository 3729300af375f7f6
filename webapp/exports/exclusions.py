"""What reviewers have excluded: whole sessions, and spans of them."""

from __future__ import annotations

import math
import uuid
from collections import defaultdict
from collections.abc import Iterable

from webapp.records.models import Annotation, Session

Span = tuple[float, float]


def reasons(sessions: Iterable[Session]) -> dict[uuid.UUID, str]:
    """Why a session is excluded as a whole; those that are not are not in it."""
    found: dict[uuid.UUID, list[str]] = defaultdict(list)
    whole = {"excludes": True, "start_s": None, "end_s": None}
    rows = Annotation.objects.filter(session__in=list(sessions), **whole).order_by("id")
    for pk, text in rows.values_list("session_id", "text"):
        found[pk].append(text)
    return {pk: "; ".join(texts) for pk, texts in found.items()}


def spans(sessions: Iterable[Session]) -> dict[uuid.UUID, list[Span]]:
    """Excluded stretches, in seconds from the first frame; an excluded session is one endless stretch."""
    found: dict[uuid.UUID, list[Span]] = defaultdict(list)
    rows = Annotation.objects.filter(session__in=list(sessions), excludes=True)
    for pk, start_s, end_s in rows.values_list("session_id", "start_s", "end_s"):
        first_s = -math.inf if start_s is None else start_s
        found[pk].append((first_s, math.inf if end_s is None else end_s))
    return found


def within(t_s: float, stretches: Iterable[Span]) -> bool:
    return any(start_s <= t_s <= end_s for start_s, end_s in stretches)
