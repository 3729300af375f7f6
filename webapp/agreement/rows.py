"""The sessions of a study that have references, each as one plain row."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Avg, Count, Exists, F, Max, OuterRef, Q, QuerySet, Sum

from vitals.agreement.pairing import EDGE_S, MIN_TIMED
from vitals.kind import Kind
from webapp.agreement.choice import Choice
from webapp.records.models import Analysis, Annotation, Reference, Session, Study

LIVE_RATE = {Kind.HEART_RATE: "hr", Kind.RESPIRATORY_RATE: "rr"}


@dataclass(frozen=True, slots=True)
class Row:
    """One session and its reference value of one kind."""

    session: uuid.UUID
    subject: str
    groups: dict[str, str]
    value_bpm: float | None
    withheld: str | None
    reference_bpm: float


def excluded(study: Study) -> QuerySet[Annotation, uuid.UUID]:
    """Keys of the sessions that reviewers have excluded as a whole."""
    whole = Annotation.objects.filter(session__study=study, excludes=True, start_s=None, end_s=None)
    return whole.values_list("session_id", flat=True)


def rows(study: Study, choice: Choice) -> Iterator[Row]:
    """The rule of `vitals.agreement.pairing` for whole sessions, done by the database."""
    name = LIVE_RATE[choice.kind]
    whole = Avg("value_bpm", filter=Q(t_s=None))
    there = Q(t_s__gte=0, t_s__lte=F("session__duration_s") + EDGE_S)
    found = (
        _references(study, choice)
        .order_by()
        .values_list(
            "session_id",
            "session__participant_id",
            "session__participant__pseudonym",
            "session__participant__skin_tone",
            "session__device",
            "session__activity",
            "session__method",
            "session__software",
            f"session__{name}_bpm",
            f"session__{name}_withheld",
        )
        .annotate(whole=whole, inside=Avg("value_bpm", filter=there))
    )
    for (
        session,
        number,
        pseudonym,
        tone,
        device,
        activity,
        method,
        software,
        bpm,
        reason,
        all_bpm,
        part,
    ) in found.iterator():
        reference_bpm = part if all_bpm is None else all_bpm
        if reference_bpm is not None:
            groups = groups_of(tone, device, activity, f"{method} {software}".strip())
            subject = pseudonym if number else str(session)
            yield Row(session, subject, groups, bpm, reason, reference_bpm)


def with_series(study: Study, choice: Choice) -> QuerySet[Session]:
    """Sessions whose reference has enough times to be compared second by second, the newest first."""
    timed = Reference.objects.filter(session__study=study, kind=choice.kind.value, t_s__isnull=False)
    enough = timed.order_by().values("session_id").annotate(count=Count("pk")).filter(count__gte=MIN_TIMED)
    found = study.sessions.exclude(state=Session.State.LIVE).filter(pk__in=enough.values("session_id"))
    if not choice.excluded:
        found = found.exclude(pk__in=excluded(study))
    ordered: QuerySet[Session] = found.select_related("participant").order_by("-started_at", "id")
    return ordered


def groups_of(tone: int | None, device: str, activity: str, method: str) -> dict[str, str]:
    """Labels of a session by the names of `choice.GROUPS`; tones sort as numbers."""
    shown = f"{tone:2d}" if tone else ""
    return {"skin_tone": shown, "device": device, "activity": activity, "method": method}


def left_out(study: Study, kind: Kind) -> int:
    """How many sessions with a reference of that kind are excluded as a whole."""
    references = Reference.objects.filter(session=OuterRef("pk"), kind=kind.value)
    return study.sessions.filter(Exists(references), pk__in=excluded(study)).count()


def state(study: Study) -> str:
    """Another one whenever references, exclusions or analyses come or go."""
    references = Reference.objects.filter(session__study=study).order_by()
    exclusions = Annotation.objects.filter(session__study=study, excludes=True).order_by()
    analyses = Analysis.objects.filter(session__study=study).order_by()
    found = (
        references.aggregate(count=Count("pk"), last=Max("pk")),
        exclusions.aggregate(count=Count("pk"), last=Max("pk"), changes=Sum("version")),
        analyses.aggregate(count=Count("pk"), last=Max("pk")),
    )
    return "-".join(str(value or 0) for one in found for value in one.values())


def _references(study: Study, choice: Choice) -> QuerySet[Reference]:
    found = Reference.objects.filter(session__study=study, kind=choice.kind.value)
    found = found.exclude(session__state=Session.State.LIVE)
    return found if choice.excluded else found.exclude(session_id__in=excluded(study))
