"""A FHIR R4 bundle: both rates of the whole measurement as vital signs, and the values typed in by hand.

After the profiles "heartrate" and "resprate" of https://hl7.org/fhir/R4/observation-vitalsigns.html: LOINC
codes, UCUM `/min`, category vital-signs, and exactly one of valueQuantity and dataAbsentReason. The patient
in it has no name; whoever receives the file knows who gave it.
"""

from __future__ import annotations

import json
import uuid
from datetime import timedelta
from typing import Any

from vitals.withheld import Withheld
from webapp.records import own
from webapp.records.models import Reference, Session
from webapp.records.words import reason

BASE = "http://hl7.org/fhir/StructureDefinition"
ABSENT = "http://terminology.hl7.org/CodeSystem/data-absent-reason"
KINDS = {
    Reference.Kind.HEART_RATE.value: ("8867-4", "Heart rate", "heartrate"),
    Reference.Kind.RESPIRATORY_RATE.value: ("9279-1", "Respiratory rate", "resprate"),
}
"""LOINC code, its name, and the profile."""
NOT_A_DEVICE = "Measured with a camera, for wellness. Not a medical device."
Resource = dict[str, Any]


def write(session: Session) -> bytes:
    return json.dumps(bundle(session), indent=1, allow_nan=False, ensure_ascii=False).encode()


def bundle(session: Session) -> Resource:
    """A collection: patient without a name, what measured, observations."""
    entries = [_patient(session), _device(session), *_measured(session), *_typed(session)]
    return {
        "resourceType": "Bundle",
        "id": str(session.pk),
        "type": "collection",
        "timestamp": (session.ended_at or session.started_at).isoformat(),
        "entry": [{"fullUrl": f"urn:uuid:{entry['id']}", "resource": entry} for entry in entries],
    }


def _patient(session: Session) -> Resource:
    return {"resourceType": "Patient", "id": _id(session, "patient")}


def _device(session: Session) -> Resource:
    about = [{"text": f"method {session.method or '-'}"}, {"text": f"network {session.model or '-'}"}]
    name = {"name": "FaSeNet Vitals", "type": "user-friendly-name"}
    return {
        "resourceType": "Device",
        "id": _id(session, "device"),
        "deviceName": [name],
        "note": [*about, {"text": NOT_A_DEVICE}],
    }


def _measured(session: Session) -> list[Resource]:
    """The two rates of the whole record, with a value or with the reason for there being none."""
    rates = {
        "heart_rate": (session.hr_bpm, session.hr_quality, session.hr_withheld),
        "respiratory_rate": (session.rr_bpm, session.rr_quality, session.rr_withheld),
    }
    return [
        {
            **_observation(session, kind, kind),
            "effectivePeriod": _period(session),
            "device": {"reference": f"urn:uuid:{_id(session, 'device')}"},
            **_value(value_bpm, withheld),
            "note": [{"text": f"Quality {quality:.3f} of 1. {NOT_A_DEVICE}"}],
        }
        for kind, (value_bpm, quality, withheld) in rates.items()
    ]


def _typed(session: Session) -> list[Resource]:
    found = []
    for row in own.references_of(session):
        at = session.started_at + timedelta(seconds=row.t_s or 0.0)
        how = f"Typed in by hand{': ' + row.device if row.device else ''}"
        made = {**_observation(session, row.kind, f"reference {row.pk}"), "effectiveDateTime": at.isoformat()}
        found.append({**made, **_value(row.value_bpm, None), "method": {"text": how}})
    return found


def _observation(session: Session, kind: str, name: str) -> Resource:
    code, display, profile = KINDS[kind]
    category = {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "vital-signs"}
    return {
        "resourceType": "Observation",
        "id": _id(session, name),
        "meta": {"profile": [f"{BASE}/{profile}"]},
        "status": "final" if session.state == Session.State.DONE else "preliminary",
        "category": [{"coding": [category]}],
        "code": {"coding": [{"system": "http://loinc.org", "code": code, "display": display}]},
        "subject": {"reference": f"urn:uuid:{_id(session, 'patient')}"},
    }


def _value(value_bpm: float | None, withheld: str | None) -> Resource:
    """Exactly one of the two, as the database has it."""
    if value_bpm is not None:
        ucum = {"system": "http://unitsofmeasure.org", "code": "/min", "unit": "/min"}
        return {"valueQuantity": {"value": round(value_bpm, 1), **ucum}}
    code = "not-performed" if withheld == Withheld.NOT_MEASURED else "unknown"
    coding = {"system": ABSENT, "code": code}
    return {"dataAbsentReason": {"coding": [coding], "text": f"{withheld}: {reason(withheld or '')}"}}


def _period(session: Session) -> Resource:
    end = {"end": session.ended_at.isoformat()} if session.ended_at else {}
    return {"start": session.started_at.isoformat(), **end}


def _id(session: Session, name: str) -> str:
    """The same for each download of the same thing."""
    return str(uuid.uuid5(session.pk, name))
