"""A ZIP that is sent while it is made: never more of it in memory than one file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import AsyncIterator, Iterable, Iterator

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse

File = tuple[str, bytes]
"""Its path in the archive, and what is in it."""


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


def zipped(files: Iterable[File]) -> Iterator[bytes]:
    """The archive in parts, one for each file and one for its list of contents."""
    outlet = _Outlet()
    with zipfile.ZipFile(outlet, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, body in files:
            archive.writestr(path, body)
            yield outlet.take()
    yield outlet.take()


def response(request: HttpRequest, files: Iterable[File], name: str) -> StreamingHttpResponse:
    """Under ASGI, Django wants an asynchronous iterator: it would read a plain one to its end first."""
    parts = zipped(files)
    body = _stepwise(parts) if isinstance(request, ASGIRequest) else parts
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return StreamingHttpResponse(body, content_type="application/zip", headers=headers)


async def _stepwise(parts: Iterator[bytes]) -> AsyncIterator[bytes]:
    """Each part is made in the request's own thread, where the database connection is."""
    step = sync_to_async(lambda: next(parts, None))
    while (part := await step()) is not None:
        yield part
