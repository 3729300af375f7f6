"""The references of one session, for its own page and for others that show the session.

A template shows them with `{% include "agreement/of_session.html" %}`.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Avg, Count, Max, Min

from webapp.records.models import Session


def references_of(session: Session) -> dict[str, Any]:
    """Single values, and the series of files with how many values each has; two queries."""
    single = session.references.filter(series=None).select_related("entered_by").order_by("kind", "t_s", "pk")
    series = session.reference_series.annotate(
        count=Count("references"),
        kind=Min("references__kind"),
        first_s=Min("references__t_s"),
        last_s=Max("references__t_s"),
        mean_bpm=Avg("references__value_bpm"),
    ).select_related("uploaded_by")
    return {"reference_values": list(single), "reference_series": list(series.order_by("uploaded_at", "pk"))}
