"""Who sees other people's data needs a longer password."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

pytestmark = pytest.mark.django_db
ELEVEN, TWELVE = "quietfoxes1", "quietfoxes12"


def test_a_member_of_a_study_needs_twelve_letters(coordinator: User) -> None:
    with pytest.raises(ValidationError, match="at least 12 letters"):
        validate_password(ELEVEN, coordinator)
    validate_password(TWELVE, coordinator)


def test_staff_of_the_panel_too(patient: User) -> None:
    patient.is_staff = True
    with pytest.raises(ValidationError, match="at least 12 letters"):
        validate_password(ELEVEN, patient)


def test_patients_need_eight(patient: User) -> None:
    validate_password(ELEVEN, patient)


def test_the_rule_is_told_beside_the_field(client: object, coordinator: User) -> None:
    client.force_login(coordinator)  # type: ignore[attr-defined]
    page = client.get("/accounts/password/").content.decode()  # type: ignore[attr-defined]
    assert "takes at least 12 letters" in page
