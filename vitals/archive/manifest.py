"""The checksums of an archive: nothing is read that they do not name, and nothing outside its folder."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from vitals.archive import names
from vitals.errors import ArchiveError

MAX_FILES = 1_000_000
MAX_MANIFEST_BYTES = 200 * 1024 * 1024
MAX_FILE_BYTES = 512 * 1024 * 1024
"""Four hours of signals at 60 frames a second have 260 MB."""
_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")


@dataclass(frozen=True, slots=True)
class Manifest:
    """Files of an archive whose names are harmless."""

    folder: Path
    checksums: Mapping[str, str]
    """Path -> sha256."""

    def only(self, paths: Iterable[str]) -> Manifest:
        """The part with these files, as far as they are there."""
        return Manifest(self.folder, {p: self.checksums[p] for p in paths if p in self.checksums})

    def read(self, path: str) -> bytes:
        """One of its files, checked.

        Raises:
            ArchiveError: It is missing, too large, leads elsewhere, or is not what was written.
        """
        place = self.folder / path
        if place.resolve() != self.folder.resolve() / path:
            raise ArchiveError(f"{path} leads out of the archive: export it again")
        try:
            if place.stat().st_size > MAX_FILE_BYTES:
                raise ArchiveError(f"{path} has more than {MAX_FILE_BYTES} bytes: export it again")
            content = place.read_bytes()
        except OSError as error:
            raise ArchiveError(
                f"{path} cannot be read ({error.strerror}): unpack the archive again"
            ) from error
        if hashlib.sha256(content).hexdigest() != self.checksums[path]:
            raise ArchiveError(f"{path} is not what was exported: its checksum is another one")
        return content


def read_manifest(folder: Path) -> Manifest:
    """The list of an archive's files.

    Raises:
        ArchiveError: It is missing or damaged, or names a file that cannot be in an archive.
    """
    place = folder / names.MANIFEST
    try:
        if place.is_symlink() or place.stat().st_size > MAX_MANIFEST_BYTES:
            raise ArchiveError(f"{names.MANIFEST} is no list of checksums: export the archive again")
        lines = place.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ArchiveError(f"{names.MANIFEST} cannot be read: unpack the archive again") from error
    if len(lines) > MAX_FILES:
        raise ArchiveError(f"{names.MANIFEST} has {len(lines)} lines: at most {MAX_FILES} are read")
    return Manifest(folder, dict(_entry(line, place) for place, line in enumerate(lines, 1)))


def _entry(line: str, place: int) -> tuple[str, str]:
    found = _LINE.fullmatch(line)
    if found is None:
        raise ArchiveError(f"{names.MANIFEST}, line {place}: no checksum and name, export the archive again")
    checksum, path = found.groups()
    pure = PurePosixPath(path)
    plain = path == str(pure) and not pure.is_absolute() and ".." not in pure.parts
    if not plain or "\\" in path or ":" in path or not path.isprintable():
        raise ArchiveError(f"{names.MANIFEST}, line {place}: {path[:60]!r} is no name of an archive")
    return path, checksum
