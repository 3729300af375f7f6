"""The study as one bundle, judged by the models of fhir.resources."""

from __future__ import annotations

import json
from typing import Any

import pytest
from fhir.resources.R4B.bundle import Bundle

from tests.webapp.conftest import make_session
from tests.webapp.exports.conftest import joined
from webapp.exports import as_fhir
from webapp.exports.results import LATEST
from webapp.exports.selection import Selection
from webapp.records.models import Participant, Session, Study

pytestmark = pytest.mark.django_db


def resources(selection: Selection, kind: str) -> list[dict[str, Any]]:
    bundle = json.loads(joined(as_fhir.write(selection)))
    found = [entry["resource"] for entry in bundle["entry"]]
    return [resource for resource in found if resource["resourceType"] == kind]


def test_it_is_valid(full: Session, selection: Selection) -> None:
    bundle = Bundle.model_validate_json(joined(as_fhir.write(selection)))
    assert bundle.type == "collection" and len(bundle.entry) == 5


def test_a_study_without_sessions_is_a_bundle_too(selection: Selection) -> None:
    assert Bundle.model_validate_json(joined(as_fhir.write(selection))).type == "collection"


def test_rates_have_their_codes_units_and_category(full: Session, selection: Selection) -> None:
    heart, breath, typed = resources(selection, "Observation")
    codes = [row["code"]["coding"][0]["code"] for row in (heart, breath, typed)]
    assert codes == ["8867-4", "9279-1", "8867-4"]
    assert heart["valueQuantity"]["code"] == "/min" and heart["valueQuantity"]["value"] == 72.4
    assert heart["category"][0]["coding"][0]["code"] == "vital-signs"
    assert "valueQuantity" not in breath and breath["dataAbsentReason"]["text"].startswith("no_breath")
    assert typed["method"]["text"] == "Entered by staff: @belt"


def test_a_person_is_one_patient_with_a_pseudonym_and_nothing_else(
    study: Study, person: Participant, session: Session, selection: Selection
) -> None:
    make_session(study=study, participant=person)
    (patient,) = resources(selection, "Patient")
    assert [each["value"] for each in patient["identifier"]] == ["P-07"]
    assert patient.keys() == {"resourceType", "id", "identifier"}


def test_every_reference_leads_to_an_entry_before_it(
    full: Session, study: Study, selection: Selection
) -> None:
    make_session(study=study)
    told: set[str] = set()
    for entry in json.loads(joined(as_fhir.write(selection)))["entry"]:
        for name in ("subject", "device"):
            reference = entry["resource"].get(name)
            assert reference is None or reference["reference"] in told
        told.add(entry["fullUrl"])


def test_the_result_can_be_that_of_an_analysis(full: Session, study: Study) -> None:
    latest = Selection(study, Session.objects.filter(study=study), LATEST)
    assert resources(latest, "Observation")[0]["valueQuantity"]["value"] == 66.0
    assert {"text": "method pos"} in resources(latest, "Device")[0]["note"]
