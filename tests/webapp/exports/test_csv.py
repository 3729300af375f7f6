"""Tidy tables: documented, without names, without formulas."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from pytest_django import DjangoAssertNumQueries

from tests.webapp.exports.conftest import joined, sessions, unzipped
from webapp.exports import as_csv
from webapp.exports.results import LATEST
from webapp.exports.selection import Selection
from webapp.exports.tables import TABLES
from webapp.records.models import Annotation, Session, Study

pytestmark = pytest.mark.django_db
DOCUMENT = Path(__file__).parents[3] / "docs" / "exports.md"


def table(name: str, selection: Selection) -> list[dict[str, str]]:
    text = joined(as_csv.one(name, selection)).decode()
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_a_session_is_one_line_with_its_result(full: Session, selection: Selection) -> None:
    (row,) = table("sessions", selection)
    assert (row["session_id"], row["participant"], row["result"]) == (str(full.pk), "P-07", "live")
    assert (row["heart_rate_per_min"], row["heart_rate_withheld"]) == ("72.4", "")
    assert (row["respiratory_rate_per_min"], row["respiratory_rate_withheld"]) == ("", "no_breath")
    assert (row["signals_stored"], row["excluded"]) == ("1", "0")


def test_the_result_can_be_that_of_an_analysis(full: Session, study: Study) -> None:
    latest = Selection(study, Session.objects.filter(study=study), LATEST)
    (row,) = table("sessions", latest)
    assert (row["result"], row["method"], row["heart_rate_per_min"]) == ("1", "pos", "66.0")
    assert [row["t_s"] for row in table("estimates", latest)][:2] == ["8.5", "9.5"]


def test_estimates_are_one_line_a_second_and_say_what_is_excluded(
    full: Session, selection: Selection
) -> None:
    rows = table("estimates", selection)
    assert [row["t_s"] for row in rows] == [f"{t}.0" for t in range(8, 21)]
    assert [row["t_s"] for row in rows if row["excluded"] == "1"] == ["9.0", "10.0"]


def test_an_excluded_session_says_why(session: Session, selection: Selection) -> None:
    Annotation.objects.create(session=session, excludes=True, text="asleep")
    (row,) = table("sessions", selection)
    assert (row["excluded"], row["exclusion_reason"]) == ("1", "asleep")
    assert {row["excluded"] for row in table("estimates", selection)} == {"1"}


def test_references_say_where_they_are_from(full: Session, selection: Selection) -> None:
    typed, from_file = table("references", selection)
    assert (typed["source"], typed["offset_s"], typed["entered_by"]) == ("typed", "", "staff")
    assert (from_file["source"], from_file["offset_s"], from_file["offset_how"]) == ("ecg", "1.5", "matched")


def test_no_text_is_a_formula_and_numbers_stay_numbers(full: Session, selection: Selection) -> None:
    assert table("annotations", selection)[0]["text"] == "'=moved"
    assert table("references", selection)[0]["device"] == "'@belt"
    assert table("answers", selection)[0]["value"] == "'+yes"
    assert {row["snr_db"] for row in table("estimates", selection)} == {"-1.5"}


def test_nobody_is_named(full: Session, selection: Selection) -> None:
    everything = joined(as_csv.all_of(selection))
    for body in unzipped(everything).values():
        assert b"coordinator" not in body.replace(b"staff", b"")


def test_the_archive_has_every_table_and_what_each_column_is(full: Session, selection: Selection) -> None:
    files = unzipped(joined(as_csv.all_of(selection)))
    assert set(files) == {"README.txt", "columns.csv", *(f"{name}.csv" for name in TABLES)}
    told = list(csv.DictReader(io.StringIO(files["columns.csv"].decode(), newline="")))
    for name in TABLES:
        header = files[f"{name}.csv"].decode().splitlines()[0].split(",")
        assert header == [row["column"] for row in told if row["table"] == name]
    assert all(row["about"] for row in told)


@pytest.mark.parametrize("name", TABLES)
def test_every_row_is_as_long_as_its_header(full: Session, selection: Selection, name: str) -> None:
    rows = list(TABLES[name].rows(selection))
    assert rows and {len(row) for row in rows} == {len(TABLES[name].columns)}


@pytest.mark.parametrize("name", TABLES)
def test_many_sessions_take_as_many_queries_as_one(
    study: Study, selection: Selection, name: str, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    sessions(study, 30)
    most = {"sessions": 3, "estimates": 3, "participants": 1}.get(name, 2)
    with django_assert_num_queries(most):
        list(TABLES[name].rows(selection))


@pytest.mark.parametrize("name", TABLES)
def test_the_document_names_every_column(name: str) -> None:
    text = DOCUMENT.read_text()
    assert [column.name for column in TABLES[name].columns if f"`{column.name}`" not in text] == []
