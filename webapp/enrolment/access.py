"""From a request to the participant who asks: by the account, or by the browser that joined without one."""

from __future__ import annotations

import uuid

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from webapp.records.access import viewer_of
from webapp.records.models import Participant
from webapp.records.visibility import Viewer


def participations_of(viewer: Viewer) -> QuerySet[Participant]:
    """The same rule as that of sessions: what joined with an account belongs to the account."""
    rule = Q(pk__in=[])
    if viewer.visitor is not None:
        rule |= Q(visitor=viewer.visitor, user=None)
    if viewer.user is not None and viewer.user.is_authenticated:
        rule |= Q(user=viewer.user)
    return Participant.objects.filter(rule).select_related("study").order_by("study__name", "pk")


def take_along(visitor: uuid.UUID | None, user: User) -> None:
    """What joined in this browser becomes the account's, but for studies that it is in already."""
    if visitor is not None:
        anonymous = Participant.objects.filter(visitor=visitor, user=None)
        already = Participant.objects.filter(user=user).values("study")
        anonymous.exclude(study__in=already).update(user=user, visitor=None)


def participant_for(request: HttpRequest, study: int) -> Participant:
    """Raises Http404 for everybody who takes no part in this study.

    An account comes before a browser: somebody else may have joined in this browser.
    """
    # By its key, since a number that is too large for the database is then no study, and no error.
    found = list(participations_of(viewer_of(request)).filter(study__pk=study))
    if not found:
        raise Http404("no such study")
    return max(found, key=lambda each: each.user_id is not None)
