"""Accounts of staff, mail to people, and how long their data is kept."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.models import User
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django_otp.plugins.otp_totp.models import TOTPDevice

from webapp.panel.finding import Finding, Verdict, ok
from webapp.records.models import Policy, Study
from webapp.stack import first_start


def first_password() -> Finding:
    name = _("The first administrator's password")
    changed = first_start.is_password_changed()
    if changed is None:
        return ok(name, _("This installation has no administrator that was made by itself."))
    if changed:
        return ok(name, _("It was changed."))
    text = _("It is still the one that the first start has printed, maybe into a log.")
    return Finding(name, Verdict.BAD, text, _("Change it: Change password, in the corner of this page."))


def second_factor() -> Finding:
    name = _("Second factor for staff")
    if Policy.current().two_factor:
        return ok(name, _("The policy asks for it."))
    without = _staff_without()
    text = ngettext(
        "Not asked for; %(count)s account of staff has none.",
        "Not asked for; %(count)s accounts of staff have none.",
        without,
    ) % {"count": without}
    return Finding(
        name, Verdict.WARN, text, _("Switch it on under Policy; each one sets it up at the next login.")
    )


def mail() -> Finding:
    name = _("Mail")
    if settings.EMAIL_HOST:
        return ok(name, settings.EMAIL_HOST)
    text = _("None: who has forgotten a password needs an administrator.")
    return Finding(
        name, Verdict.WARN, text, _("Set EMAIL_HOST and what belongs to it; docs/server.md has the table.")
    )


def retention() -> Finding:
    name = _("Retention")
    endless = Study.objects.filter(retention_days=None).count()
    if Policy.current().retention_days is None:
        text = _("Measurements outside studies are kept until somebody deletes them.")
        return Finding(name, Verdict.WARN, text, _("Set a number of days under Policy."))
    if endless:
        text = ngettext(
            "%(count)s study keeps its data for ever.", "%(count)s studies keep their data for ever.", endless
        ) % {"count": endless}
        return Finding(
            name, Verdict.WARN, text, _("Set their number of days, as their ethics approval says.")
        )
    return ok(name, _("Policy and all studies have one."))


def _staff_without() -> int:
    have = TOTPDevice.objects.filter(confirmed=True).values("user")
    return User.objects.filter(is_active=True, is_staff=True).exclude(pk__in=have).count()


CHECKS = (first_password, second_factor, mail, retention)
