"""The study archive: read back with the numbers of the page."""

from __future__ import annotations

import json
import zipfile
from dataclasses import asdict
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tests.webapp.conftest import make_session
from tests.webapp.exports.conftest import SOFTWARE, joined
from tests.webapp.records.downloads.conftest import skin
from vitals.agreement import Agreement
from vitals.archive import Archive, open_archive
from vitals.archive.compare import EXPORTED, comparisons
from vitals.kind import Kind
from webapp.agreement.choice import Choice
from webapp.agreement.compute import computed
from webapp.exports import as_archive
from webapp.exports.results import LATEST, LIVE
from webapp.exports.selection import Selection
from webapp.records.models import (
    Analysis,
    Annotation,
    Estimate,
    Participant,
    Reference,
    ReferenceSeries,
    Session,
    Study,
    Trace,
)

pytestmark = pytest.mark.django_db
LENGTH_S = 40


def unpacked(selection: Selection, folder: Path) -> Path:
    zipfile.ZipFile(BytesIO(joined(as_archive.write(selection)))).extractall(folder)
    (found,) = folder.iterdir()
    return found


def read(selection: Selection, folder: Path) -> Archive:
    return open_archive(unpacked(selection, folder))


@pytest.fixture
def compared(study: Study) -> Study:
    """Five people, each with two measurements and references of both sorts; one is excluded."""
    for number in range(5):
        person = Participant.objects.create(study=study, pseudonym=f"P {number}", skin_tone=number + 1)
        for again in range(2):
            _measured(study, person, 60.0 + 3 * number + again)
    first = Session.objects.earliest("started_at")
    Annotation.objects.create(session=first, excludes=True, text="asleep")
    Annotation.objects.create(
        session=Session.objects.latest("started_at"), start_s=20, end_s=22, excludes=True
    )
    return study


def _measured(study: Study, person: Participant, hr_bpm: float) -> None:
    session = make_session(
        study=study,
        participant=person,
        state="done",
        duration_s=float(LENGTH_S),
        hr_bpm=hr_bpm + 0.123456789,
        hr_withheld=None,
        rr_withheld="no_breath",
        method="fused",
        software=SOFTWARE,
    )
    Reference.objects.create(session=session, kind="respiratory_rate", value_bpm=14.0)
    series = ReferenceSeries.objects.create(session=session, source="rates", offset_s=0.0, offset_how="given")
    for t_s in range(LENGTH_S):
        Reference.objects.create(session=session, kind="heart_rate", t_s=t_s, value_bpm=65.0, series=series)
        known = {"hr_bpm": hr_bpm + t_s / 7, "hr_withheld": None}
        Estimate.objects.create(session=session, t_s=t_s, rr_withheld="no_breath", **known)


@pytest.mark.parametrize("kind", Kind)
@pytest.mark.parametrize("windows", [False, True])
def test_it_has_the_numbers_of_the_page(
    compared: Study, selection: Selection, tmp_path: Path, kind: Kind, windows: bool
) -> None:
    page = computed(compared, Choice(kind=kind, windows=windows)).agreement
    found = comparisons([session.compared for session in read(selection, tmp_path).sessions], EXPORTED)
    over = "windows" if windows else "sessions"
    same = [figures(one.agreement) for one in found if (one.over, one.agreement.kind) == (over, kind)]
    assert same == ([figures(page)] if page.pairs else [])


def figures(of: Agreement) -> dict[str, object]:
    """To nine digits: sums in another order differ in the last one."""
    found: dict[str, object] = json.loads(
        json.dumps(asdict(of)), parse_float=lambda text: round(float(text), 9)
    )
    return found


def test_there_is_something_to_compare(compared: Study) -> None:
    page = computed(compared, Choice(windows=True)).agreement
    assert page.pairs > 200 and computed(compared, Choice()).agreement.pairs == 9


def test_the_result_can_be_that_of_an_analysis(compared: Study, tmp_path: Path) -> None:
    session = Session.objects.latest("started_at")
    Analysis.objects.create(
        session=session, number=1, method="pos", software=SOFTWARE, hr_bpm=99.0, hr_withheld=None
    )
    rows = Session.objects.filter(study=compared)
    latest = read(Selection(compared, rows, LATEST), tmp_path / "latest").sessions
    one = read(Selection(compared, rows, f"pos {SOFTWARE}"), tmp_path / "one").sessions
    assert len(latest) == 10 and [each.compared.session for each in one] == [str(session.pk)]
    assert one[0].compared.heart_rate.value_bpm == 99.0


def test_sessions_are_numbered_by_their_start(compared: Study, selection: Selection, tmp_path: Path) -> None:
    folder = unpacked(selection, tmp_path)
    for path in sorted(folder.glob("sub-*/")):
        told = [json.loads(file.read_text()) for file in sorted(path.glob("*/*_session.json"))]
        starts = [one["started_at"] for one in told]
        assert len(starts) == 2 and starts == sorted(starts)


def test_what_is_still_being_measured_is_not_in_it(
    study: Study, selection: Selection, tmp_path: Path
) -> None:
    make_session(study=study)
    done = make_session(study=study, state="done")
    assert [one.compared.session for one in read(selection, tmp_path).sessions] == [str(done.pk)]


def test_nobody_is_named(full: Session, selection: Selection, tmp_path: Path) -> None:
    folder = unpacked(selection, tmp_path)
    texts = [path.read_bytes() for path in folder.rglob("*") if path.is_file() and path.suffix != ".npz"]
    assert texts and not any(b"coordinator" in text for text in texts)


def test_the_command_reads_it_back(compared: Study, selection: Selection, tmp_path: Path) -> None:
    session = Session.objects.latest("started_at")
    Trace.objects.create(session=session, rows=Trace.pack(skin(LENGTH_S)))
    folder, told = unpacked(selection, tmp_path / "in"), StringIO()
    few = {"regions": ["skin"], "methods": ["green"], "estimators": ["spectrum"], "rr_methods": [], "jobs": 1}
    call_command("evaluate", folder, out=tmp_path / "out", stdout=told, **few)
    page = computed(compared, Choice(result=LIVE)).agreement
    assert EXPORTED in told.getvalue() and page.mae_bpm.value is not None
    assert f"{page.mae_bpm.value:.2f}" in told.getvalue()
