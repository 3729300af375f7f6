"""Tidy tables: one as CSV, or all of them in a ZIP with a description of every column."""

from __future__ import annotations

from collections.abc import Generator, Iterator

from webapp.exports.selection import Selection
from webapp.exports.tables import TABLES, Table
from webapp.records.downloads import archive, table

DICTIONARY = ("table", "column", "unit", "about")
README = """Tables of a study, made by FaSeNet Vitals. For research and wellness: not a medical device.

UTF-8, comma, a dot as decimal sign, times in UTC, an empty cell where there is nothing.
Rows of all tables belong together by session_id and participant. columns.csv says what each column is.
A text that a spreadsheet could take for a formula has an apostrophe before it; numbers stay numbers.
"""


def one(name: str, selection: Selection) -> Generator[bytes]:
    made = TABLES[name]
    return table.parts(made.header, made.rows(selection))


def all_of(selection: Selection) -> Generator[bytes]:
    return archive.zipped(_files(selection))


def dictionary(tables: dict[str, Table] = TABLES) -> bytes:
    """Every column of every table."""
    columns = ((made.name, column) for made in tables.values() for column in made.columns)
    return table.table(DICTIONARY, [(name, each.name, each.unit, each.about) for name, each in columns])


def _files(selection: Selection) -> Iterator[archive.File]:
    yield "README.txt", README.encode()
    yield "columns.csv", dictionary()
    for name in TABLES:
        yield f"{name}.csv", one(name, selection)
