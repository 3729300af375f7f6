"""Studies and who works on them. The protocol is the coordinators' business, on their own pages."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import Count, F, Model, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from webapp.records.admin.audited import Audited, ReadOnly, TabularInline
from webapp.records.models import Membership, Participant, Study

PROTOCOL = (
    "duration_s",
    "mode",
    "method",
    "required_quality",
    "repeats",
    "repeat_every_h",
    "readers",
    "requires_signals",
)


class MembershipInline(TabularInline):
    model = Membership
    autocomplete_fields = ["user"]
    extra = 0
    verbose_name_plural = _("members and their roles")


@admin.register(Study)
class StudyAdmin(Audited):
    """A study is deleted by hand only when nothing was measured in it."""

    actions = None
    list_display = ["name", "state", "member_count", "requires_signals", "retention_days", "created_at"]
    list_filter = ["state", "requires_signals", "withdrawal"]
    search_fields = ["name"]
    readonly_fields = [*PROTOCOL, "created_at"]
    fieldsets = [
        (None, {"fields": ["name", "description", "state"]}),
        (_("What happens to its data"), {"fields": ["retention_days", "withdrawal"]}),
        (
            _("Protocol (changed by coordinators)"),
            {"fields": [*PROTOCOL, "created_at"], "classes": ["collapse"]},
        ),
    ]
    inlines = [MembershipInline]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        found: QuerySet[Any] = super().get_queryset(request).annotate(member_count=Count("memberships"))
        return found

    @admin.display(description=_("members"), ordering="member_count")
    def member_count(self, study: Any) -> int:
        return int(study.member_count)

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        is_empty = not isinstance(obj, Study) or not obj.sessions.exists()
        return is_empty and super().has_delete_permission(request, obj)

    def save_model(self, request: HttpRequest, obj: Study, form: Any, change: bool) -> None:
        """Counts as a change, so that a coordinator who has the protocol open is told."""
        super().save_model(request, obj, form, change)
        if change:
            Study.objects.filter(pk=obj.pk).update(version=F("version") + 1)


@admin.register(Membership)
class MembershipAdmin(Audited):
    """Roles by user: who may see what, at a glance."""

    actions = None
    list_display = ["user", "study", "role"]
    list_filter = ["role", ("study", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["user", "study"]
    search_fields = ["user__username", "study__name"]
    autocomplete_fields = ["user", "study"]


@admin.register(Participant)
class ParticipantAdmin(ReadOnly):
    """Enrolled and withdrawn on the study's pages, where the study's rule is followed."""

    list_display = ["pseudonym", "study", "group", "enrolled_at", "joined_at", "withdrawn_at"]
    list_filter = [("study", admin.RelatedOnlyFieldListFilter), ("withdrawn_at", admin.EmptyFieldListFilter)]
    list_select_related = ["study"]
    search_fields = ["pseudonym"]
    exclude = ["user"]  # with it a pseudonym would be none

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
