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
from webapp.records.models.session import Rates
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
    resources = [_patient(session), _device(session), *_measured(session), *_typed(session)]
    return {
        "resourceType": "Bundle",
        "id": str(session.pk),
        "type": "collection",
        "timestamp": (session.ended_at or session.started_at).isoformat(),
        "entry": [entry(resource) for resource in resources],
    }


def entry(resource: Resource) -> Resource:
    return {"fullUrl": f"urn:uuid:{resource['id']}", "resource": resource}


def _patient(session: Session) -> Resource:
    return {"resourceType": "Patient", "id": _id(session, "patient")}


def _device(session: Session) -> Resource:
    return device(_id(session, "device"), session.method, session.model)


def device(key: str, method: str, model: str) -> Resource:
    """What measured."""
    about = [{"text": f"method {method or '-'}"}, {"text": f"network {model or '-'}"}]
    name = {"name": "FaSeNet Vitals", "type": "user-friendly-name"}
    return {
        "resourceType": "Device",
        "id": key,
        "deviceName": [name],
        "note": [*about, {"text": NOT_A_DEVICE}],
    }


def _measured(session: Session) -> list[Resource]:
    return measured(session, session, _id(session, "patient"), _id(session, "device"))


def measured(session: Session, result: Rates, patient: str, device: str) -> list[Resource]:
    """The two rates of the whole record, with a value or with the reason for there being none."""
    rates = {
        "heart_rate": (result.hr_bpm, result.hr_quality, result.hr_withheld),
        "respiratory_rate": (result.rr_bpm, result.rr_quality, result.rr_withheld),
    }
    return [
        {
            **_observation(session, kind, kind, patient),
            "effectivePeriod": _period(session),
            "device": {"reference": f"urn:uuid:{device}"},
            **_value(value_bpm, withheld),
            "note": [{"text": f"Quality {quality:.3f} of 1. {NOT_A_DEVICE}"}],
        }
        for kind, (value_bpm, quality, withheld) in rates.items()
    ]


def _typed(session: Session) -> list[Resource]:
    rows = own.references_of(session)
    return [reference(session, row, "Typed in by hand", _id(session, "patient")) for row in rows]


def reference(session: Session, row: Reference, how: str, patient: str) -> Resource:
    """A rate that was measured by other means, which `how` names."""
    at = session.started_at + timedelta(seconds=row.t_s or 0.0)
    made = {**_observation(session, row.kind, f"reference {row.pk}", patient), **_value(row.value_bpm, None)}
    with_what = f"{how}: {row.device}" if row.device else how
    return {**made, "effectiveDateTime": at.isoformat(), "method": {"text": with_what}}


def _observation(session: Session, kind: str, name: str, patient: str) -> Resource:
    code, display, profile = KINDS[kind]
    category = {"system": "http://terminology.hl7.org/CodeSystem/observation-category", "code": "vital-signs"}
    return {
        "resourceType": "Observation",
        "id": _id(session, name),
        "meta": {"profile": [f"{BASE}/{profile}"]},
        "status": "final" if session.state == Session.State.DONE else "preliminary",
        "category": [{"coding": [category]}],
        "code": {"coding": [{"system": "http://loinc.org", "code": code, "display": display}]},
        "subject": {"reference": f"urn:uuid:{patient}"},
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
