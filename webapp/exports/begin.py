"""An export begins: a place is taken, it is written down, and the file is sent while it is made."""

from __future__ import annotations

from collections.abc import Generator

from django.http import HttpRequest

from webapp.exports import slots
from webapp.exports.caller import Caller
from webapp.exports.formats import Format, file_name
from webapp.exports.selection import Selection
from webapp.records.downloads.stream import FileStream
from webapp.records.models import AccessLog


def begin(request: HttpRequest, caller: Caller, form: Format, selection: Selection) -> FileStream:
    """The answer. Its row in the access log is there before its first byte, however it ends.

    Raises:
        Busy: The caller has too many exports under way.
        RedisError: The places cannot be counted.
    """
    slot = slots.take(caller.name)
    try:
        study = selection.study
        count = selection.sessions.count()
        detail = f"{form.name}, {count} sessions, {selection.result}"
        caller.log(AccessLog.Action.EXPORT, f"study:{study.pk}", study, detail)
    except Exception:
        slot.release()
        raise
    name = file_name(selection, form)
    return FileStream(request, _renewing(form.write(selection), slot), name, form.media_type, slot.release)


def _renewing(parts: Generator[bytes], slot: slots.Slot) -> Generator[bytes]:
    try:
        for part in parts:
            slot.renew()
            yield part
    finally:
        parts.close()
