"""An unpacked archive, read back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vitals.agreement import Compared
from vitals.archive import names, session, signals
from vitals.archive.manifest import MAX_FILE_BYTES, Manifest, read_manifest
from vitals.errors import ArchiveError
from vitals.types import Trace


@dataclass(frozen=True, slots=True)
class StoredSession:
    """One session as it was exported."""

    name: str
    """sub-.._ses-.."""
    compared: Compared
    method: str
    software: str
    result: str
    files: Manifest
    """Its own part of the manifest."""
    trace_path: str | None
    """None where the signals were not stored."""

    def trace(self) -> Trace:
        """Its signals; the first sample is at 0 s.

        Raises:
            ArchiveError: There are none, or they are damaged.
        """
        if self.trace_path is None:
            raise ArchiveError(f"{self.name} has no stored signals: choose another session")
        return signals.unpacked(self.files.read(self.trace_path), self.trace_path)


@dataclass(frozen=True, slots=True)
class Archive:
    """A study."""

    name: str
    software: str
    """Version of the estimators of the server that exported it."""
    sessions: tuple[StoredSession, ...]


def is_archive(folder: Path) -> bool:
    """Whether the folder says that it is one."""
    return _says(folder).get("Layout") == names.LAYOUT


def open_archive(folder: Path) -> Archive:
    """Check every file but the signals, which are checked when they are read.

    Raises:
        ArchiveError: It is none, of a newer layout, or damaged; the message names the file.
    """
    if not is_archive(folder):
        raise ArchiveError(
            f"{folder.name} is no study archive: give the unpacked folder with {names.DESCRIPTION}"
        )
    manifest = read_manifest(folder)
    if names.DESCRIPTION not in manifest.checksums:
        raise ArchiveError(f"{names.MANIFEST} does not name {names.DESCRIPTION}: export the archive again")
    manifest.read(names.DESCRIPTION)
    description = _says(folder)
    if description.get("LayoutVersion") != names.LAYOUT_VERSION:
        version = str(description.get("LayoutVersion"))[:20]
        raise ArchiveError(f"the archive has layout {version}: this version reads {names.LAYOUT_VERSION}")
    made_by = description.get("GeneratedBy")
    software = made_by[0].get("Version", "") if isinstance(made_by, list) and made_by else ""
    ending = f"_{names.SESSION}"
    stems = [path.removesuffix(ending) for path in manifest.checksums if path.endswith(ending)]
    return Archive(
        str(description.get("Name", "")), str(software), tuple(_session(manifest, s) for s in stems)
    )


def _says(folder: Path) -> dict[str, Any]:
    """What the description says; nothing where there is none."""
    place = folder / names.DESCRIPTION
    try:
        if place.is_symlink() or place.stat().st_size > MAX_FILE_BYTES:
            return {}
        content = json.loads(place.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return content if isinstance(content, dict) else {}


def _session(manifest: Manifest, stem: str) -> StoredSession:
    files = manifest.only([f"{stem}_{ending}" for ending in names.ENDINGS])
    summary_path, estimates, references, trace = (f"{stem}_{ending}" for ending in names.ENDINGS)
    try:
        summary = json.loads(files.read(summary_path))
    except (ValueError, RecursionError) as error:
        raise ArchiveError(f"{summary_path} is no JSON: export the archive again") from error
    if estimates not in files.checksums:
        raise ArchiveError(f"{estimates} is missing: export the archive again")
    return StoredSession(
        name=stem.rpartition("/")[2],
        compared=session.compared(
            summary,
            files.read(estimates),
            files.read(references) if references in files.checksums else None,
            summary_path,
        ),
        method=str(summary.get("method", "")),
        software=str(summary.get("software", "")),
        result=str(summary.get("result", "")),
        files=files,
        trace_path=trace if trace in files.checksums else None,
    )
