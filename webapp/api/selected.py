"""From the filter and the result of a call to the sessions that are meant."""

from __future__ import annotations

from django.contrib.auth.models import User

from webapp.api.errors import Invalid
from webapp.api.parameters import RESULT
from webapp.api.schemas.filter import SessionFilter
from webapp.exports.results import LATEST, LIVE, labels
from webapp.exports.selection import Selection
from webapp.records.models import Study
from webapp.review.sessions.conditions import matching
from webapp.review.sessions.search import Search


def selected(study: Study, user: User, wanted: SessionFilter, result: str) -> Selection:
    """Raises Invalid for a value that the search, or the study's analyses, do not know."""
    search = Search(wanted.model_dump(mode="json", exclude_none=True))
    if not search.is_valid():
        field, faults = next(iter(search.errors.items()))
        raise Invalid(f"query.{field}: {faults[0]}")
    check_result(study, result)
    return Selection(study, matching(study, user, search.active()), result)


def check_result(study: Study, result: str) -> None:
    """Raises Invalid."""
    if result not in (LIVE, LATEST) and result not in labels(study):
        raise Invalid(f"query.result: no analysis is called {result!r}, choose {RESULT}")
