"""Accounts in the admin panel: new passwords, the second factor taken off, deletion that deletes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django_otp.plugins.otp_static.admin import StaticDevice
from django_otp.plugins.otp_totp.admin import TOTPDevice

from webapp.accounts.deletion import delete_account
from webapp.accounts.logins import end_logins
from webapp.accounts.password import link_for
from webapp.accounts.second_factor.codes import turn_off
from webapp.records.access import log
from webapp.records.admin.audited import AuditedPages
from webapp.records.models import AccessLog

if TYPE_CHECKING:  # Django's own class takes no type argument at run time
    Base = UserAdmin[User]
else:
    Base = UserAdmin

RIGHTS = ("is_staff", "is_superuser", "groups", "user_permissions")
HOURS = settings.PASSWORD_RESET_TIMEOUT // 3600

admin.site.unregister(User)
admin.site.unregister([TOTPDevice, StaticDevice])  # their pages show the keys


@admin.register(User)
class AccountAdmin(AuditedPages, Base):
    actions = ["make_links", "reset_second_factor"]

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_change_permission(request, obj) and _may_touch(request, obj)

    def has_delete_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        return super().has_delete_permission(request, obj) and _may_touch(request, obj)

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        """Staff who could give rights would have them all."""
        fields = tuple(super().get_readonly_fields(request, obj))
        return fields if _is_administrator(request) else (*fields, *RIGHTS)

    def delete_model(self, request: HttpRequest, obj: User) -> None:
        """As if the person had done it: else the sessions would fall to the next person at their browser."""
        delete_account(obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        for user in queryset:
            delete_account(user)

    @admin.action(description=gettext_lazy("Make a link to a new password"), permissions=["change"])
    def make_links(self, request: HttpRequest, chosen: QuerySet[User]) -> HttpResponse | None:
        """Shown once and stored nowhere. Only an administrator makes one for an administrator."""
        may = _touchable(request, chosen.filter(is_active=True))
        if not may.exists():
            messages.error(request, _("None of these accounts may get a link from you."))
            return None
        for user in may:
            log(request, AccessLog.Action.CHANGE, f"password-link:{user.pk}")
        links = [(user.get_username(), link_for(request, user)) for user in may]
        shown: dict[str, Any] = {**self.admin_site.each_context(request), "links": links, "hours": HOURS}
        return TemplateResponse(request, "accounts/password_links.html", shown)

    @admin.action(description=gettext_lazy("Take off the second factor"), permissions=["change"])
    def reset_second_factor(self, request: HttpRequest, chosen: QuerySet[User]) -> None:
        """For whoever lost the phone and the recovery codes. Ends every login, since one may be a thief's."""
        may = list(_touchable(request, chosen))
        for user in may:
            log(request, AccessLog.Action.CHANGE, f"second-factor:{user.pk}", detail="taken off")
            turn_off(user)
            end_logins(user)
        text = ngettext(
            "%(count)s account has no second factor any more, and must log in again.",
            "%(count)s accounts have no second factor any more, and must log in again.",
            len(may),
        )
        messages.info(request, text % {"count": len(may)})


def _touchable(request: HttpRequest, chosen: QuerySet[User]) -> QuerySet[User]:
    return chosen if _is_administrator(request) else chosen.filter(is_superuser=False, is_staff=False)


def _is_administrator(request: HttpRequest) -> bool:
    return bool(request.user.is_superuser)


def _may_touch(request: HttpRequest, user: User | None) -> bool:
    """Only an administrator changes or deletes an account of staff: its password is a way to its rights."""
    return user is None or _is_administrator(request) or not (user.is_staff or user.is_superuser)
