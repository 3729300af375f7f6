"""Who may measure outside studies: the policy of the installation."""

from __future__ import annotations

from django.utils.translation import gettext as _

from webapp.measure.refusal import Refusal
from webapp.records.models import Policy
from webapp.records.visibility import Viewer

Who = Policy.Who


def check_may_measure(viewer: Viewer) -> None:
    """Raises Refusal. Participants measure on the pages of their study, whatever the policy is."""
    who = Policy.current().who_may_measure
    if who == Who.PARTICIPANTS:
        text = _("Here only participants of studies measure: open the page of your study.")
        raise Refusal(403, "not_allowed", text)
    is_known = viewer.user is not None and viewer.user.is_authenticated
    if who == Who.ACCOUNTS and not is_known:
        raise Refusal(403, "not_allowed", _("Log in to measure, or open the page of your study."))
