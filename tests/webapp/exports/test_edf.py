"""Signals as EDF+, read by another reader."""

from __future__ import annotations

from pathlib import Path

import pyedflib
import pytest

from tests.webapp.conftest import make_session
from tests.webapp.exports.conftest import joined, unzipped
from webapp.exports import as_edf
from webapp.exports.selection import Selection
from webapp.records.models import Session, Study

pytestmark = pytest.mark.django_db


def test_a_session_opens_in_a_standard_reader(full: Session, selection: Selection, tmp_path: Path) -> None:
    files = unzipped(joined(as_edf.write(selection)))
    (name,) = [name for name in files if name.endswith(".edf")]
    path = tmp_path / "session.edf"
    path.write_bytes(files[name])
    with pyedflib.EdfReader(str(path)) as reader:
        labels = reader.getSignalLabels()
        rates = reader.readSignal(labels.index("HR camera"))
        assert reader.getPatientCode() == "P-07"
        assert rates[12] == pytest.approx(71.2, abs=0.01)
        assert "excluded: =moved" in list(reader.readAnnotations()[2])


def test_a_session_with_nothing_in_it_is_told(study: Study, selection: Selection) -> None:
    empty = make_session(study=study)
    files = unzipped(joined(as_edf.write(selection)))
    assert list(files) == ["left-out.csv"] and str(empty.pk).encode() in files["left-out.csv"]
