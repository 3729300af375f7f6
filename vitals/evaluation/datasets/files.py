"""Finding and reading the files of data sets, with errors that name the file and the remedy."""

from __future__ import annotations

import importlib
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from vitals.errors import DatasetError
from vitals.types import Float

OPTIONAL = "requirements-datasets.txt"
"""Readers of file formats that only some sets need."""


def within(folder: Path, pattern: str, depth: int = 3) -> list[Path]:
    """What fits the pattern in the folder or at most `depth` folders below, in natural order."""
    found = {path for level in range(depth + 1) for path in folder.glob("*/" * level + pattern)}
    return sorted(found, key=natural)


def natural(path: Path | str) -> list[Any]:
    """Sorts s2 before s10."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", str(path))]


def who_and_what(stem: str) -> tuple[str, str]:
    """Subject and activity of a name SUBJECT_ACTIVITY; a number at the end belongs to the subject."""
    first, _, last = stem.rpartition("_")
    if first and last.isdecimal():
        return stem, first
    return (first, last) if first else (stem, "all")


def numbers(path: Path, column: int = 0, delimiter: str | None = None, skip: int = 0) -> Float:
    """One column of a text file; a cell that is no number is NaN."""
    table = _table(path, delimiter, skip)
    if table.shape[1] <= column:
        raise DatasetError(
            f"{path} has {table.shape[1]} columns and not {column + 1}: it is cut or another file"
        )
    return np.asarray(table[:, column])


def rows(path: Path) -> Float:
    """A text file of rows of numbers of one length."""
    return _table(path, None, 0)


def _table(path: Path, delimiter: str | None, skip: int) -> Float:
    try:
        table = np.genfromtxt(
            path, delimiter=delimiter, skip_header=skip, dtype=float, invalid_raise=True, ndmin=2
        )
    except (OSError, ValueError) as error:
        raise DatasetError(
            f"{path} cannot be read: {_line(error)}; copy it again from the data set"
        ) from error
    if table.size == 0:
        raise DatasetError(f"{path} is empty: copy it again from the data set")
    return np.asarray(table)


def load_json(path: Path) -> Any:
    """A JSON file."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise DatasetError(f"{path} is no JSON that can be read: {_line(error)}") from error


def load_mat(path: Path, names: tuple[str, ...]) -> dict[str, Any]:
    """Variables of a MATLAB file of version 7 or older; absent ones are left out."""
    from scipy.io import loadmat
    from scipy.io.matlab import MatReadError

    try:
        return dict(loadmat(path, variable_names=list(names), squeeze_me=True))
    except (OSError, ValueError, NotImplementedError, MatReadError) as error:
        raise DatasetError(f"{path} cannot be read: {_line(error)}") from error


def open_hdf5(path: Path) -> Any:
    """An HDF5 file (MATLAB 7.3 is one), to be used as a context manager."""
    h5py = _optional("h5py", path)
    try:
        return h5py.File(path, "r")
    except OSError as error:
        raise DatasetError(f"{path} is no HDF5 that can be read: {_line(error)}") from error


def bdf_signals(path: Path, names: tuple[str, ...]) -> dict[str, tuple[Float, float]]:
    """Channels of a BioSemi file by their labels: values and samples per second; absent ones are left out."""
    pyedflib = _optional("pyedflib", path)
    try:
        with pyedflib.EdfReader(str(path)) as reader:
            labels = [label.strip() for label in reader.getSignalLabels()]
            return {
                name: (
                    np.asarray(reader.readSignal(labels.index(name)), dtype=float),
                    float(reader.getSampleFrequency(labels.index(name))),
                )
                for name in names
                if name in labels
            }
    except OSError as error:
        raise DatasetError(f"{path} is no BDF that can be read: {_line(error)}") from error


def stamps(*paths: Path) -> Iterator[tuple[str, int, int]]:
    """Name, size and time of change of files; of a folder the number of its files, which may be thousands."""
    for path in paths:
        status = path.stat()
        size = sum(1 for _ in os.scandir(path)) if path.is_dir() else status.st_size
        yield path.name, size, status.st_mtime_ns


def _optional(module: str, path: Path) -> ModuleType:
    try:
        return importlib.import_module(module)
    except ImportError as error:
        raise DatasetError(
            f"{path.name} needs {module}, which is not installed: python -m pip install -r {OPTIONAL}"
        ) from error


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
