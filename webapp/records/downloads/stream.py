"""A file that is sent while it is made."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Generator

from asgiref.sync import sync_to_async
from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, StreamingHttpResponse


class FileStream(StreamingHttpResponse):
    """To be saved under `name`. `closing` is called in the end, also when the reader has gone away."""

    def __init__(
        self,
        request: HttpRequest,
        parts: Generator[bytes],
        name: str,
        media_type: str,
        closing: Callable[[], None] = lambda: None,
    ) -> None:
        # Under ASGI, Django wants an asynchronous iterator: it would read a plain one to its end first.
        body = _stepwise(parts) if isinstance(request, ASGIRequest) else parts
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        super().__init__(body, content_type=media_type, headers=headers)
        self._parts, self._closing = parts, closing

    def close(self) -> None:
        """Django calls it in the thread in which the parts are made, so never while one is."""
        try:
            super().close()
            self._parts.close()
        finally:
            self._closing()


async def _stepwise(parts: Generator[bytes]) -> AsyncIterator[bytes]:
    """Each part is made in the request's own thread, where the database connection is."""
    step = sync_to_async(lambda: next(parts, None))
    while (part := await step()) is not None:
        yield part
