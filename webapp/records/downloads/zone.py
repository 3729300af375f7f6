"""In which time zone a report tells its times: that of who reads it, which only the browser knows."""

from __future__ import annotations

from datetime import UTC, tzinfo
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

from django.http import HttpRequest


def zone_of(request: HttpRequest) -> tzinfo:
    """That of `?zone=Europe/Berlin`; UTC without one, and for a name that this machine does not know."""
    name = request.GET.get("zone", "")
    return ZoneInfo(name) if name in _known() else UTC


@cache
def _known() -> frozenset[str]:
    return frozenset(available_timezones())
