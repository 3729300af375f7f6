"""An uploaded file -> the rates in it. The name says what it is: .csv, .json, .edf."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath

from vitals.errors import ReferenceFileError
from vitals.references import from_csv, from_edf, from_json
from vitals.references.content import Content, Hints
from vitals.references.rates import series
from vitals.references.series import MAX_FILE_BYTES, ReferenceSeries

READERS: dict[str, Callable[[bytes, Hints], Content]] = {
    ".csv": from_csv.read,
    ".txt": from_csv.read,
    ".tsv": from_csv.read,
    ".json": from_json.read,
    ".edf": from_edf.read,
}


def read_reference(name: str, data: bytes, hints: Hints | None = None) -> tuple[ReferenceSeries, ...]:
    """The rates in a file, one series for each sort of column or channel that is known by its name.

    Raises:
        ReferenceFileError: It is too large, of an unknown kind or damaged; the message names the place and
            the remedy.
    """
    ending = PurePath(name).suffix.lower()
    if ending not in READERS:
        raise ReferenceFileError(f"{ending or 'no ending'!r} is not read: give one of {', '.join(READERS)}")
    if len(data) > MAX_FILE_BYTES:
        raise ReferenceFileError(
            f"the file has {len(data)} bytes: give at most {MAX_FILE_BYTES}, the part of one session"
        )
    if not data:
        raise ReferenceFileError("the file is empty: export it again")
    return series(READERS[ending](data, hints or Hints()))
