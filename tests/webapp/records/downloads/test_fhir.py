"""The bundle is FHIR, and says what the session says."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.test import Client
from fhir.resources.R4B.bundle import Bundle

from tests.webapp.records.downloads.conftest import fetch
from vitals.withheld import Withheld
from webapp.records.models import Session

pytestmark = pytest.mark.django_db


def observations(client: Client, session: Session) -> list[dict[str, Any]]:
    bundle = json.loads(fetch(client, session, "fhir"))
    resources = [entry["resource"] for entry in bundle["entry"]]
    return [resource for resource in resources if resource["resourceType"] == "Observation"]


def test_it_is_valid(visitor: Client, stored: Session) -> None:
    bundle = Bundle.model_validate_json(fetch(visitor, stored, "fhir"))
    assert bundle.type == "collection" and len(bundle.entry) == 5


def test_every_reference_leads_to_an_entry(visitor: Client, stored: Session) -> None:
    text = fetch(visitor, stored, "fhir").decode()
    addresses = {entry["fullUrl"] for entry in json.loads(text)["entry"]}
    for observation in observations(visitor, stored):
        assert observation["subject"]["reference"] in addresses
        assert observation.get("device", {"reference": None})["reference"] in {*addresses, None}


def test_an_answered_rate_has_its_code_and_its_unit(visitor: Client, session: Session) -> None:
    heart, _ = observations(visitor, session)
    assert heart["code"]["coding"][0]["code"] == "8867-4"
    assert heart["category"][0]["coding"][0]["code"] == "vital-signs"
    assert heart["valueQuantity"] == {
        "value": 72.4,
        "system": "http://unitsofmeasure.org",
        "code": "/min",
        "unit": "/min",
    }


def test_a_withheld_rate_has_its_reason(visitor: Client, session: Session) -> None:
    _, breath = observations(visitor, session)
    assert breath["code"]["coding"][0]["code"] == "9279-1"
    assert breath["dataAbsentReason"]["text"].startswith("no_breath: No clear breath")


@pytest.mark.parametrize("code", [None, *Withheld])
def test_it_has_exactly_one_of_value_and_reason(
    visitor: Client, session: Session, code: Withheld | None
) -> None:
    Session.objects.update(hr_bpm=60.0 if code is None else None, hr_withheld=code)
    for observation in observations(visitor, session):
        assert ("valueQuantity" in observation) != ("dataAbsentReason" in observation)


def test_a_typed_in_value_says_that_it_was_typed_in(visitor: Client, stored: Session) -> None:
    *_, typed = observations(visitor, stored)
    assert typed["valueQuantity"]["value"] == 71.0
    assert typed["method"]["text"] == "Typed in by hand: own count"


def test_the_patient_has_no_name(visitor: Client, session: Session) -> None:
    patient = json.loads(fetch(visitor, session, "fhir"))["entry"][0]["resource"]
    assert patient.keys() == {"resourceType", "id"}
