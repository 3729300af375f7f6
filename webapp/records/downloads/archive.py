"""A ZIP that is sent while it is made: in memory is one file at most, or one part of a long one."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Generator, Iterable

from django.http import HttpRequest

from webapp.records.downloads.stream import FileStream

File = tuple[str, bytes | Iterable[bytes]]
"""Its path in the archive, and what is in it: at once, or in parts for one that may be long."""
MEDIA_TYPE = "application/zip"


class _Outlet(io.RawIOBase):
    """Takes what the archive writes, and gives it away."""

    def __init__(self) -> None:
        self._waiting = bytearray()

    def writable(self) -> bool:
        return True

    def write(self, part: object) -> int:
        data = bytes(part)  # type: ignore[call-overload]
        self._waiting += data
        return len(data)

    def take(self) -> bytes:
        found = bytes(self._waiting)
        self._waiting.clear()
        return found


def zipped(files: Iterable[File]) -> Generator[bytes]:
    """The archive in parts, at least one for each file and one for its list of contents."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, body in files:
            if isinstance(body, bytes):
                archive.writestr(path, body)
            else:
                yield from _long(archive, path, body, outlet)
            yield outlet.take()
    yield outlet.take()


def _long(archive: zipfile.ZipFile, path: str, parts: Iterable[bytes], outlet: _Outlet) -> Generator[bytes]:
    """A file whose size is known only at its end; it may pass 4 GiB."""
    info = zipfile.ZipInfo(path)
    info.compress_type = zipfile.ZIP_DEFLATED
    with archive.open(info, "w", force_zip64=True) as file:
        for part in parts:
            file.write(part)
            if ready := outlet.take():
                yield ready


def response(
    request: HttpRequest, files: Iterable[File], name: str, closing: Callable[[], None] = lambda: None
) -> FileStream:
    return FileStream(request, zipped(files), name, MEDIA_TYPE, closing)
