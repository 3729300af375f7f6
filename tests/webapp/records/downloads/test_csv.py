"""Tables: what is in them, and that no cell of them is a formula."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest
from django.test import Client

from tests.webapp.records.downloads.conftest import FPS, SECONDS, fetch, skin
from vitals.monitor import SERIES_COLUMNS as COLUMNS_OF_MEASURE
from vitals.types import ROW_LENGTH
from webapp.records.downloads import as_csv, as_signals
from webapp.records.downloads.table import table
from webapp.records.models import Session


def lines(body: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(body.decode())))


def test_its_columns_are_those_of_the_measure_command_and_one_more() -> None:
    assert (*COLUMNS_OF_MEASURE, "instruction") == as_csv.COLUMNS


@pytest.mark.django_db
def test_each_second_has_a_line(visitor: Client, session: Session) -> None:
    rows = lines(fetch(visitor, session, "csv"))
    assert [float(row["t_s"]) for row in rows] == [float(second) for second in range(1, SECONDS + 1)]
    assert (rows[0]["heart_rate_per_min"], rows[0]["heart_rate_withheld"]) == ("", "too_short")
    assert (rows[-1]["heart_rate_per_min"], rows[-1]["heart_rate_withheld"]) == ("72.2", "")


@pytest.mark.django_db
def test_a_negative_number_stays_a_number(visitor: Client, session: Session) -> None:
    assert lines(fetch(visitor, session, "csv"))[0]["snr_db"] == "-1.5"


def test_every_column_of_the_signals_has_a_name() -> None:
    assert len(as_signals.COLUMNS) == len(set(as_signals.COLUMNS)) == ROW_LENGTH


@pytest.mark.django_db
def test_signals_come_a_line_a_frame_from_the_first_frame_on(visitor: Client, stored: Session) -> None:
    rows = lines(fetch(visitor, stored, "signals"))
    assert (len(rows), rows[0]["t_s"]) == (round(SECONDS * FPS), "0.0")
    assert np.allclose([float(row["skin_g"]) for row in rows], skin().rgb[:, 0, 1], atol=1e-5)
    assert rows[0]["nose_r"] == ""


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =1", "＝1", "\n=1"])
def test_no_text_becomes_a_formula(text: str) -> None:
    ((cell,),) = list(csv.reader(io.StringIO(table(["note"], [[text]]).decode(), newline="")))[1:]
    assert cell == f"'{text}"


@pytest.mark.parametrize("text", ['a "quoted", word', "two\nlines", "ü ☕", "1-2"])
def test_other_text_comes_back_as_it_was(text: str) -> None:
    ((cell,),) = list(csv.reader(io.StringIO(table(["note"], [[text]]).decode(), newline="")))[1:]
    assert cell == text
