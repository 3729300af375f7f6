"""CSV in parts, and never a formula."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

import pytest

from webapp.records.downloads import table


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "\nx", "  =1", "＝1"])
def test_a_text_that_could_be_a_formula_gets_an_apostrophe(text: str) -> None:
    rows = list(csv.reader(io.StringIO(table.table(["a"], [[text]]).decode(), newline="")))
    assert rows[1] == [f"'{text}"]


@pytest.mark.parametrize(("number", "written"), [(-1.5, b"-1.5"), (-3, b"-3"), (0, b"0")])
def test_a_number_stays_a_number(number: float, written: bytes) -> None:
    assert table.table(["a"], [[number]]).splitlines()[1] == written


def test_rows_are_taken_as_they_are_needed() -> None:
    taken: list[int] = []

    def rows() -> Iterator[list[str]]:
        for number in range(10_000):
            taken.append(number)
            yield ["x" * 100]

    parts = table.parts(["a"], rows())
    assert len(next(parts)) < 2 * table.PART_LETTERS and len(taken) < 1000
    assert sum(part.count(b"\r\n") for part in parts) > 9_000 and len(taken) == 10_000
