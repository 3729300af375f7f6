"""The stock admin panel. What was measured can be looked at, not edited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from webapp.records.models import (
    AccessLog,
    Annotation,
    Consent,
    Membership,
    Participant,
    Reference,
    Session,
    Study,
)

if TYPE_CHECKING:  # Django's own classes take no type arguments at run time
    ModelAdmin = admin.ModelAdmin[Any]
    StackedInline = admin.StackedInline[Any, Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    from django.contrib.admin import ModelAdmin, StackedInline, TabularInline

admin.site.site_header = admin.site.site_title = "FaSeNet Vitals"
admin.site.index_title = "Administration"


class MembershipInline(TabularInline):
    model = Membership
    autocomplete_fields = ["user"]
    extra = 0


@admin.register(Study)
class StudyAdmin(ModelAdmin):
    list_display = ["name", "requires_signals", "retention_days", "created_at"]
    search_fields = ["name"]
    inlines = [MembershipInline]


@admin.register(Participant)
class ParticipantAdmin(ModelAdmin):
    list_display = ["pseudonym", "study", "enrolled_at", "withdrawn_at"]
    list_filter = ["study"]
    list_select_related = ["study"]
    search_fields = ["pseudonym"]
    autocomplete_fields = ["user"]


class ReadOnly(ModelAdmin):
    """Rows that only the system writes."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ConsentInline(StackedInline):
    model = Consent
    can_delete = False
    readonly_fields = [
        "version",
        "language",
        "text_sha256",
        "store_signals",
        "research",
        "given_at",
        "withdrawn_at",
    ]


@admin.register(Session)
class SessionAdmin(ReadOnly):
    """Deleting is allowed: it is a person's right. The note is between the person and the page."""

    exclude = ["note"]

    list_display = [
        "started_at",
        "source",
        "state",
        "hr_bpm",
        "hr_withheld",
        "rr_bpm",
        "rr_withheld",
        "study",
    ]
    list_filter = ["state", "source", "mode", "study", "hr_withheld", "rr_withheld", "started_at"]
    list_select_related = ["study"]
    date_hierarchy = "started_at"
    inlines = [ConsentInline]


@admin.register(Annotation)
class AnnotationAdmin(ModelAdmin):
    list_display = ["session", "author", "start_s", "end_s", "excludes", "text"]
    list_filter = ["excludes"]
    list_select_related = ["session", "author"]
    raw_id_fields = ["session"]


@admin.register(Reference)
class ReferenceAdmin(ModelAdmin):
    list_display = ["session", "kind", "t_s", "value_bpm", "device", "entered_by"]
    list_filter = ["kind"]
    list_select_related = ["session", "entered_by"]
    raw_id_fields = ["session"]


@admin.register(AccessLog)
class AccessLogAdmin(ReadOnly):
    list_display = ["at", "user", "action", "target"]
    list_filter = ["action"]
    list_select_related = ["user"]
    search_fields = ["target"]

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False
