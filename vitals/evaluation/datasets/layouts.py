"""The layouts that are known, and which of them a folder has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from vitals.errors import DatasetError
from vitals.evaluation.datasets import (
    bp4d,
    cohface,
    lgi_ppgi,
    mahnob,
    mmpd,
    pure,
    scamps,
    study_archive,
    traces,
    ubfc_phys,
    ubfc_rppg,
    videos,
    vipl_hr,
)
from vitals.evaluation.datasets.record import Record


@dataclass(frozen=True, slots=True)
class Dataset:
    """A folder whose layout is known."""

    title: str
    records: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Layout:
    """How the files of a data set lie."""

    title: str
    records: Callable[[Path], list[Record]]


LAYOUTS: dict[str, Layout] = {
    "ubfc-rppg-1": Layout("UBFC-rPPG 1", ubfc_rppg.first),
    "ubfc-rppg-2": Layout("UBFC-rPPG 2", ubfc_rppg.second),
    "ubfc-phys": Layout("UBFC-Phys", ubfc_phys.records),
    "pure": Layout("PURE", pure.records),
    "cohface": Layout("COHFACE", cohface.records),
    "lgi-ppgi": Layout("LGI-PPGI", lgi_ppgi.records),
    "mmpd": Layout("MMPD", mmpd.records),
    "mahnob-hci": Layout("MAHNOB-HCI", mahnob.records),
    "bp4d": Layout("BP4D+", bp4d.records),
    "scamps": Layout("SCAMPS", scamps.records),
    "vipl-hr": Layout("VIPL-HR", vipl_hr.records),
    "study-archive": Layout("study archive", study_archive.records),
    "traces": Layout("folder of traces", traces.records),
    "videos": Layout("folder of videos", videos.records),
}
PLAIN = ("traces", "videos")
"""Tried only where none of the others fits: their files are of no particular name."""


def open_dataset(folder: Path, layout: str | None = None) -> Dataset:
    """The records of a folder, in the layout of that name or in the one that its files show.

    Raises:
        DatasetError: There is no such folder or layout, no record in it, or more than one layout fits.
    """
    if not folder.is_dir():
        raise DatasetError(f"{folder} is no folder: give the folder that the data set was unpacked to")
    if layout is not None and layout not in LAYOUTS:
        raise DatasetError(f"unknown layout {layout!r}: choose one of {', '.join(LAYOUTS)}")
    found = _of([layout], folder) if layout else _of([n for n in LAYOUTS if n not in PLAIN], folder)
    if not found and layout is None:
        found = _of(PLAIN, folder)
    if not found:
        raise DatasetError(
            f"{folder} holds no record of {LAYOUTS[layout].title if layout else 'a known layout'}: "
            "see docs/evaluate.md for the files that are looked for"
        )
    if len(found) > 1:
        raise DatasetError(f"{folder} fits {', '.join(found)}: choose one with --layout")
    name, records = found.popitem()
    return Dataset(LAYOUTS[name].title, tuple(_unique(records, folder)))


def _of(names: list[str] | tuple[str, ...], folder: Path) -> dict[str, list[Record]]:
    found = {name: LAYOUTS[name].records(folder) for name in names}
    return {name: records for name, records in found.items() if records}


def _unique(records: list[Record], folder: Path) -> list[Record]:
    """Two records of one name would overwrite each other's results."""
    twice = [name for name, count in Counter(record.id for record in records).items() if count > 1]
    if twice:
        raise DatasetError(f"{folder} holds {twice[0]!r} more than once: give the folder of one copy")
    return records
