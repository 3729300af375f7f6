"""Who may see which session: the one rule that pages, sockets, API and admin ask."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q, QuerySet

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser, User


@dataclass(frozen=True, slots=True)
class Viewer:
    """Who asks: a browser by its visitor cookie, an account if one is logged in, or both."""

    visitor: uuid.UUID | None
    user: User | AnonymousUser | None


class SessionQuerySet(QuerySet[Any]):
    def owned_by(self, viewer: Viewer) -> SessionQuerySet:
        """The viewer's own measurements."""
        return self.filter(_own(viewer))

    def hold(self, pk: uuid.UUID) -> bool:
        """Whether it still is; then nobody else changes or deletes it before this transaction ends."""
        return self.select_for_update(no_key=True).filter(pk=pk).first() is not None

    def visible_to(self, viewer: Viewer) -> SessionQuerySet:
        """Own ones, and those of the studies that the viewer is a member of."""
        rule = _own(viewer)
        user = viewer.user
        if user is not None and user.is_authenticated:
            rule |= Q(study__in=user.memberships.values("study"))
        return self.filter(rule)


def _own(viewer: Viewer) -> Q:
    rule = Q(pk__in=[])
    if viewer.visitor is not None:
        # Made while logged in, it belongs to the account: the next person at this browser must not see it.
        rule |= Q(visitor=viewer.visitor, user=None)
    if viewer.user is not None and viewer.user.is_authenticated:
        rule |= Q(user=viewer.user)
    return rule
