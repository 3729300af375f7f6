"""Make a session: a place in Redis first, then its row and its consent."""

from __future__ import annotations

import uuid
from typing import Any, Protocol

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from webapp.live import registry
from webapp.measure import consent
from webapp.measure.permission import check_may_measure
from webapp.measure.refusal import Refusal
from webapp.measure.wish import Wish
from webapp.records.models import Consent, Session
from webapp.records.visibility import Viewer


class Enrolled(Protocol):
    """What a study adds to a measurement of its participant."""

    @property
    def method(self) -> str:
        """Pulse method of the protocol; empty for the default one."""

    def fields(self) -> dict[str, Any]:
        """Of the session, whose it is among them. Raises Refusal where it may not begin; in a transaction."""

    def add_to(self, session: Session) -> None:
        """What is kept beside the session."""


def begin(viewer: Viewer, wish: Wish, address: str, enrolled: Enrolled | None = None) -> Session:
    """Raises Refusal if full, without workers, or asked too often by `address`; RedisError without Redis.

    Outside a study, also where the policy does not let this viewer measure.
    """
    if enrolled is None:
        check_may_measure(viewer)
    if wait_s := registry.wait_before_next(address):
        text = _("Too many measurements were started from here: try again in %(wait_s)s s.")
        raise Refusal(429, "too_many_requests", text % {"wait_s": wait_s}, retry_after_s=wait_s)
    if registry.silent_queues():
        text = _("The measurement is not available at the moment: try again in a minute.")
        raise Refusal(503, "unavailable", text)
    pk = uuid.uuid4()
    _reserve(pk, wish, address, enrolled)
    try:
        return _store(pk, viewer, wish, enrolled)
    except BaseException:
        registry.forget(pk)
        raise


def _reserve(pk: uuid.UUID, wish: Wish, address: str, enrolled: Enrolled | None) -> None:
    try:
        method = {"method": enrolled.method} if enrolled and enrolled.method else {}
        registry.begin(pk, {"mode": wish.mode, **method}, address)
    except registry.AddressFull as full:
        text = _("%(count)s measurements run from here already: end one, or wait a minute.")
        text %= {"count": settings.SESSIONS_PER_ADDRESS}
        raise Refusal(429, "too_many_requests", text, retry_after_s=60) from full
    except registry.Full as full:
        text = _("All %(count)s places are taken at the moment: try again in a minute.")
        raise Refusal(503, "server_full", text % {"count": settings.MAX_SESSIONS}) from full


@transaction.atomic
def _store(pk: uuid.UUID, viewer: Viewer, wish: Wish, enrolled: Enrolled | None) -> Session:
    user = viewer.user if viewer.user is not None and viewer.user.is_authenticated else None
    session = Session.objects.create(
        id=pk,
        source=wish.source,
        mode=wish.mode,
        width_px=wish.size[0],
        height_px=wish.size[1],
        **(enrolled.fields() if enrolled else {"visitor": viewer.visitor, "user": user}),
    )
    with override(wish.language):
        shown = consent.CURRENT.sha256
    Consent.objects.create(
        session=session,
        version=wish.consent,
        language=wish.language,
        text_sha256=shown,
        store_signals=wish.store_signals,
        research=wish.research,
    )
    if enrolled:
        enrolled.add_to(session)
    return session
