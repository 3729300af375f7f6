"""The policy, keys of programs, and jobs. Models of the network and failed tasks have pages of their own."""

from __future__ import annotations

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from webapp.records.access import log
from webapp.records.admin.audited import Audited, ReadOnly
from webapp.records.models import AccessLog, ApiToken, Job, Policy

STUDY = ("study", admin.RelatedOnlyFieldListFilter)


@admin.register(Policy)
class PolicyAdmin(Audited):
    """One row, so the list leads straight to it."""

    fieldsets = [
        (_("Measuring"), {"fields": ["who_may_measure"]}),
        (_("Keeping"), {"fields": ["retention_days", "max_upload_mib"]}),
        (_("Staff"), {"fields": ["staff_idle_minutes", "two_factor"]}),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        if not self.has_view_or_change_permission(request):
            return super().changelist_view(request, extra_context)
        if not Policy.objects.exists():
            Policy().save()
        return HttpResponseRedirect(reverse("admin:records_policy_change", args=[1]))


@admin.register(ApiToken)
class ApiTokenAdmin(ReadOnly):
    """Made on the pages of a study; an administrator can end them."""

    actions = ["revoke"]
    list_display = [
        "name",
        "prefix",
        "study",
        "created_by",
        "created_at",
        "expires_at",
        "last_used_at",
        "revoked_at",
    ]
    list_filter = [STUDY, ("revoked_at", admin.EmptyFieldListFilter)]
    list_select_related = ["study", "created_by"]
    search_fields = ["name", "prefix"]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("records.change_apitoken"))

    @admin.action(description=_("End the chosen keys"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, chosen: QuerySet[ApiToken]) -> None:
        valid = list(chosen.filter(revoked_at=None).select_related("study"))
        for token in valid:
            log(
                request, AccessLog.Action.CHANGE, f"token:{token.pk}", token.study, "ended in the admin panel"
            )
        ApiToken.objects.filter(pk__in=[token.pk for token in valid]).update(revoked_at=timezone.now())
        text = ngettext("%(count)s key has ended.", "%(count)s keys have ended.", len(valid))
        self.message_user(request, text % {"count": len(valid)}, messages.SUCCESS)


@admin.register(Job)
class JobAdmin(ReadOnly):
    list_display = [
        "kind",
        "study",
        "state",
        "done",
        "skipped",
        "total",
        "created_by",
        "created_at",
        "ended_at",
    ]
    list_filter = ["kind", "state", STUDY]
    list_select_related = ["study", "created_by"]
    exclude = ["parameters"]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
