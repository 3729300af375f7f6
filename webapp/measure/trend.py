"""One's own rates over days and months, for a chart."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from webapp.records import own
from webapp.records.access import viewer_of
from webapp.records.models import Session

MOST_POINTS = 1000


@require_GET
@never_cache
def trend(request: HttpRequest) -> JsonResponse:
    """The newest measurements, oldest first: finished ones of a person, the sample portrait is left out."""
    found = Session.objects.owned_by(viewer_of(request)).filter(state=Session.State.DONE)
    found = found.exclude(source=Session.Source.SAMPLE).prefetch_related("references")[:MOST_POINTS]
    return JsonResponse({"points": [_point(session) for session in reversed(found)]})


def _point(session: Session) -> dict[str, Any]:
    shown = own.summary(session)
    names = ("id", "started_at", "source", "heart_rate", "respiratory_rate", "note")
    return {**{name: shown[name] for name in names}, "references": own.references(session)}
