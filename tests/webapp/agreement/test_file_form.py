"""What a file says of itself."""

from __future__ import annotations

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.webapp.agreement.conftest import Make
from webapp.agreement.references.file_form import FileForm

pytestmark = pytest.mark.django_db


def test_a_devices_own_name_is_kept_as_far_as_it_can_be_stored(make: Make) -> None:
    rates = {"t_s": [0, 1], "value": [60, 61]}
    content = json.dumps({"device": "Strap\x00 \ud8002", "heart_rate": rates})
    form = FileForm({"synchronised": "given"}, {"file": SimpleUploadedFile("a.json", content.encode())})
    assert form.is_valid() and form.read(make("P-1", 61.0)).device == "Strap 2"
