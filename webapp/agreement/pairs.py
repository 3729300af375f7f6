"""The pairs of a study: what was measured beside what the reference says."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from vitals.agreement import Compared, Pair, ReferenceValue, window_pairs
from vitals.kind import Kind
from vitals.types import Estimate as Second
from vitals.types import Rate
from vitals.withheld import Withheld
from webapp.agreement import rows as sessions
from webapp.agreement.choice import Choice
from webapp.agreement.results import Analysed, analysed, rate, takes_live
from webapp.records.models import Analysis, Annotation, Estimate, Reference, Session, Study

MOST_SERIES = 400
"""Sessions that are compared second by second; of more, the newest."""


@dataclass(frozen=True, slots=True)
class Found:
    """The pairs of one kind, and what is not among them."""

    pairs: list[Pair]
    without_result: int = 0
    """Sessions with a reference, but without an analysis of the chosen label."""
    older: int = 0
    """Sessions over `MOST_SERIES`."""


def pairs_of(study: Study, choice: Choice) -> Found:
    """By the rule of `vitals.agreement.pairing`."""
    chosen = analysed(study, choice.result)
    return _windows(study, choice, chosen) if choice.windows else _whole(study, choice, chosen)


def _whole(study: Study, choice: Choice, chosen: dict[uuid.UUID, Analysed]) -> Found:
    pairs, without = [], 0
    live = takes_live(choice.result)
    for row in sessions.rows(study, choice):
        other = chosen.get(row.session)
        if other is None and not live:
            without += 1
            continue
        value_bpm, reason = row.value_bpm, row.withheld
        if other is not None:
            found = other.heart_rate if choice.kind is Kind.HEART_RATE else other.respiratory_rate
            value_bpm, reason = found.value_bpm, found.withheld
        pairs.append(
            Pair(
                choice.kind,
                row.reference_bpm,
                value_bpm,
                row.subject,
                reason,
                str(row.session),
                groups=row.groups,
            )
        )
    return Found(pairs, without)


def _windows(study: Study, choice: Choice, chosen: dict[uuid.UUID, Analysed]) -> Found:
    everything = sessions.with_series(study, choice)
    newest = list(everything[:MOST_SERIES])
    older = everything.count() - MOST_SERIES if len(newest) == MOST_SERIES else 0
    live = takes_live(choice.result)
    taken = [session for session in newest if live or session.pk in chosen]
    pairs = []
    for compared in _compared(taken, choice, chosen):
        pairs += [pair for pair in window_pairs(compared) if pair.kind is choice.kind]
    return Found(pairs, len(newest) - len(taken), older)


def _compared(taken: list[Session], choice: Choice, chosen: dict[uuid.UUID, Analysed]) -> Iterator[Compared]:
    references, spans = _references(taken, choice.kind), _spans(taken)
    seconds = _seconds([s for s in taken if s.pk not in chosen])
    seconds |= _analysed_seconds({chosen[s.pk].pk for s in taken if s.pk in chosen})
    nothing = Rate.none(Withheld.NOT_MEASURED)
    for session in taken:
        person = session.participant
        yield Compared(
            session=str(session.pk),
            subject=person.pseudonym if person else str(session.pk),
            duration_s=session.duration_s,
            heart_rate=nothing,
            respiratory_rate=nothing,
            estimates=seconds.get(session.pk, []),
            references=references[session.pk],
            groups=sessions.groups_of(
                person.skin_tone if person else None,
                session.device,
                session.activity,
                f"{session.method} {session.software}".strip(),
            ),
            excluded_spans=() if choice.excluded else spans[session.pk],
        )


def _references(taken: list[Session], kind: Kind) -> dict[uuid.UUID, list[ReferenceValue]]:
    found: dict[uuid.UUID, list[ReferenceValue]] = defaultdict(list)
    rows = Reference.objects.filter(session__in=taken, kind=kind.value, t_s__isnull=False)
    for pk, value_bpm, t_s in rows.order_by().values_list("session_id", "value_bpm", "t_s"):
        found[pk].append(ReferenceValue(kind, value_bpm, t_s))
    return found


def _spans(taken: list[Session]) -> dict[uuid.UUID, list[tuple[float, float]]]:
    """Excluded spans; one that is open at an end goes on to the session's."""
    found: dict[uuid.UUID, list[tuple[float, float]]] = defaultdict(list)
    rows = Annotation.objects.filter(session__in=taken, excludes=True).order_by()
    for pk, start_s, end_s in rows.values_list("session_id", "start_s", "end_s"):
        last_s = float("inf") if end_s is None else end_s
        found[pk].append((0.0 if start_s is None else start_s, last_s))
    return found


def _seconds(taken: list[Session]) -> dict[uuid.UUID, list[Second]]:
    """As measured live."""
    found: dict[uuid.UUID, list[Second]] = defaultdict(list)
    columns = ("hr_bpm", "hr_quality", "hr_withheld", "rr_bpm", "rr_quality", "rr_withheld")
    rows = Estimate.objects.filter(session__in=taken).order_by("session", "t_s")
    for pk, t_s, *rates in rows.values_list("session_id", "t_s", *columns):
        found[pk].append(_second(t_s, rate(*rates[:3]), rate(*rates[3:])))
    return found


def _analysed_seconds(pks: set[int]) -> dict[uuid.UUID, list[Second]]:
    """As an analysis has them."""
    return {
        analysis.session_id: [
            _second(one["t_s"], _stored(one["heart_rate"]), _stored(one["respiratory_rate"]))
            for one in analysis.series
        ]
        for analysis in Analysis.objects.filter(pk__in=pks).only("session_id", "series")
    }


def _stored(found: dict[str, object]) -> Rate:
    return rate(found["value"], found["quality"], found["withheld"])  # type: ignore[arg-type]


def _second(t_s: float, heart: Rate, breath: Rate) -> Second:
    return Second(t_s, heart, breath, None, None, None, None)


def by_label(study: Study, choice: Choice, names: list[str]) -> dict[str, list[Pair]]:
    """The pairs of each result that the study has, side by side; each of the sessions that have it."""
    found: dict[str, list[Pair]] = {}
    for name in names:
        found[name] = pairs_of(study, replace(choice, result=name)).pairs
    return found
