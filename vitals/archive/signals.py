"""The stored signals of a session: all rows that the estimators take, as a NumPy file without objects."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

import numpy as np

from vitals.errors import ArchiveError
from vitals.limits import MAX_RECORD_S
from vitals.types import Trace

ROWS = "rows"
MAX_BYTES = round(MAX_RECORD_S * 60 * 8 * 64)
"""Of the rows: the longest record at 60 frames a second with 64 numbers each."""


def packed(trace: Trace) -> bytes:
    """With its first sample at 0 s, as all times of the archive."""
    file = io.BytesIO()
    rows = replace(trace, t_s=trace.t_s - trace.t_s[:1].sum()).rows()
    np.savez_compressed(file, rows=rows)
    return file.getvalue()


def unpacked(data: bytes, name: str) -> Trace:
    """The inverse.

    Raises:
        ArchiveError: It is damaged, or far larger than any record.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as members:
            size = members.getinfo(f"{ROWS}.npy").file_size
        if size > MAX_BYTES:
            raise ValueError(f"it unpacks to {size} bytes")
        with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
            found = np.asarray(arrays[ROWS], dtype=np.float64)
        if found.ndim != 2 or not (np.diff(found[:, 0]) >= 0).all():
            raise ValueError("its rows are not in order of time")
        return Trace.from_rows(found)
    except Exception as error:  # zip and array may be damaged in many ways
        told = " ".join(str(error).split())[:80]
        raise ArchiveError(f"{name} holds no signals ({told}): export it again") from error
