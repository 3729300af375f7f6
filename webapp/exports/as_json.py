"""A study as one JSON document, written session by session."""

from __future__ import annotations

import json
import uuid
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator
from typing import Any

from webapp.exports.additions import Additions, additions
from webapp.exports.exclusions import reasons
from webapp.exports.moments import Moment, moments
from webapp.exports.results import Result, chosen, name_of
from webapp.exports.selection import Selection
from webapp.records.json import interval, rate, rates, summary
from webapp.records.models import Session

FORMAT = "fasenet-vitals-study-1"


def write(selection: Selection) -> Generator[bytes]:
    head = {"format": FORMAT, "study": selection.study.name, "result": selection.result}
    yield from array(head, "sessions", sessions(selection))


def array(head: dict[str, Any], name: str, items: Iterable[dict[str, Any]]) -> Generator[bytes]:
    """An object whose last member is a long array, an item at a time."""
    yield (text(head)[:-1] + f', "{name}": [').encode()
    before = "\n"
    for item in items:
        yield (before + text(item)).encode()
        before = ",\n"
    yield b"\n]}\n"


def text(value: object) -> str:
    return json.dumps(value, allow_nan=False, ensure_ascii=False)


def sessions(selection: Selection) -> Iterator[dict[str, Any]]:
    for batch in selection.batches():
        results = chosen(batch, selection.result)
        added, excluded = additions(batch), reasons(batch)
        series: dict[uuid.UUID, list[Moment]] = defaultdict(list)
        for pk, moment in moments(results):
            series[pk].append(moment)
        for session in batch:
            shown = _session(session, results[session.pk], added[session.pk])
            estimates = [estimate(moment) for moment in series[session.pk]]
            yield {**shown, "excluded": excluded.get(session.pk), "estimates": estimates}


def _session(session: Session, result: Result, added: Additions) -> dict[str, Any]:
    person = session.participant.pseudonym if session.participant else None
    return {**summary(session), "participant": person, "result": outcome(result), **added.as_json()}


def outcome(result: Result) -> dict[str, Any]:
    """Rates and what computed them."""
    return {
        "name": name_of(result),
        "method": result.method,
        "model": result.model,
        "software": result.software,
        **rates(result),
    }


def estimate(moment: Moment) -> dict[str, Any]:
    """As `records.json.estimate`."""
    return {
        "t_s": moment.t_s,
        "heart_rate": {
            **rate(moment.hr_bpm, moment.hr_quality, moment.hr_withheld),
            "interval": interval(moment.hr_low_bpm, moment.hr_high_bpm),
        },
        "respiratory_rate": {
            **rate(moment.rr_bpm, moment.rr_quality, moment.rr_withheld),
            "interval": interval(moment.rr_low_bpm, moment.rr_high_bpm),
        },
        "snr_db": moment.snr_db,
        "instruction": moment.instruction,
    }
