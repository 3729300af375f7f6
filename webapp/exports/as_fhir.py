"""A study as one FHIR R4 bundle of type collection, written entry by entry.

The resources are those of a single session (`records.downloads.as_fhir`). A Patient has the pseudonym as its
only identifier; a Device is one combination of method, network and software. Each comes before what refers
to it, once.
"""

from __future__ import annotations

import uuid
from collections.abc import Generator, Iterator
from typing import Any

from webapp.exports.as_json import array
from webapp.exports.results import Result, chosen
from webapp.exports.selection import Selection
from webapp.records.downloads import as_fhir as single
from webapp.records.models import Reference, Session

IDS = uuid.UUID("0c6f7a5e-2c1b-5e0b-9a53-0c7f6b6f3d11")
"""The namespace of ids that are no session's; made up once."""
PSEUDONYMS = "urn:fasenet-vitals:study:{pk}"
Resource = dict[str, Any]


def write(selection: Selection) -> Generator[bytes]:
    return array({"resourceType": "Bundle", "type": "collection"}, "entry", _entries(selection))


def _entries(selection: Selection) -> Iterator[Resource]:
    told: set[str] = set()
    for batch in selection.batches():
        results = chosen(batch, selection.result)
        references = _references(batch)
        for session in batch:
            for resource in _of_session(session, results[session.pk], references.get(session.pk, [])):
                if resource["id"] not in told:
                    yield single.entry(resource)
                if resource["resourceType"] != "Observation":
                    told.add(resource["id"])


def _of_session(session: Session, result: Result, references: list[Reference]) -> Iterator[Resource]:
    patient, device = _patient(session), _device(result)
    yield patient
    yield device
    yield from single.measured(session, result, patient["id"], device["id"])
    for row in references:
        how = "Entered by staff" if row.by_staff else "Typed in by hand"
        yield single.reference(session, row, how, patient["id"])


def _references(batch: list[Session]) -> dict[uuid.UUID, list[Reference]]:
    """Those that were typed in; a series from a file is a signal and no vital sign of its own."""
    found: dict[uuid.UUID, list[Reference]] = {}
    for row in Reference.objects.filter(session__in=batch, series=None):
        found.setdefault(row.session_id, []).append(row)
    return found


def _patient(session: Session) -> Resource:
    """By pseudonym; who is not enrolled is a patient of one session, without an identifier."""
    person = session.participant
    if person is None:
        return {"resourceType": "Patient", "id": str(uuid.uuid5(session.pk, "patient"))}
    system = PSEUDONYMS.format(pk=session.study_id)
    key = uuid.uuid5(IDS, f"{system}:{person.pk}")
    return {
        "resourceType": "Patient",
        "id": str(key),
        "identifier": [{"system": system, "value": person.pseudonym}],
    }


def _device(result: Result) -> Resource:
    key = uuid.uuid5(IDS, f"device:{result.method}:{result.model}:{result.software}")
    made = single.device(str(key), result.method, result.model)
    return {**made, "version": [{"value": result.software}]} if result.software else made
