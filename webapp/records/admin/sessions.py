"""Sessions and what was made of them. Deleting is allowed: it is a person's right."""

from __future__ import annotations

import uuid
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from redis.exceptions import RedisError

from webapp.records.admin.audited import ReadOnly, ReadOnlyInline, StackedInline
from webapp.records.admin.filters import BreathWithheld, HeartWithheld
from webapp.records.models import Analysis, Consent, Session
from webapp.records.remove import remove


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


class AnalysisInline(ReadOnlyInline):
    model = Analysis
    fields = readonly_fields = (
        "number",
        "method",
        "software",
        "hr_bpm",
        "hr_withheld",
        "rr_bpm",
        "rr_withheld",
        "created_at",
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("series")


@admin.register(Session)
class SessionAdmin(ReadOnly):
    """The note is between the person and the page; whose a session is, nobody here needs to know."""

    exclude = ["note", "user"]
    list_display = [
        "started_at",
        "study",
        "participant",
        "source",
        "state",
        "heart_rate",
        "respiratory_rate",
    ]
    list_filter = [
        "started_at",
        "state",
        "source",
        "mode",
        ("study", admin.RelatedOnlyFieldListFilter),
        HeartWithheld,
        BreathWithheld,
    ]
    list_select_related = ["study", "participant"]
    search_fields = ["participant__pseudonym"]
    search_help_text = "A participant's pseudonym, or the id of a session."
    inlines = [ConsentInline, AnalysisInline]

    @admin.display(description=_("heart rate (/min)"), ordering="hr_bpm")
    def heart_rate(self, session: Session) -> str:
        return _value_or_reason(session.hr_bpm, session.hr_withheld)

    @admin.display(description=_("respiratory rate (/min)"), ordering="rr_bpm")
    def respiratory_rate(self, session: Session) -> str:
        return _value_or_reason(session.rr_bpm, session.rr_withheld)

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        try:
            return queryset.filter(pk=uuid.UUID(search_term.strip())), False
        except ValueError:
            return super().get_search_results(request, queryset, search_term)

    def delete_model(self, request: HttpRequest, obj: Session) -> None:
        """In Redis as well; a worker that has it in hand writes nothing back."""
        remove([obj.pk])

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Session]) -> None:
        remove(list(queryset.values_list("pk", flat=True)))

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> Any:
        """Without Redis nothing is deleted, since something could be left there."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except RedisError:
            return self._not_now(request)

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        try:
            return super().changelist_view(request, extra_context)
        except RedisError:
            return self._not_now(request)

    def _not_now(self, request: HttpRequest) -> HttpResponseRedirect:
        text = gettext("Redis does not answer, so nothing was deleted: try again when it is back.")
        self.message_user(request, text, messages.ERROR)
        return HttpResponseRedirect(request.path)


def _value_or_reason(value_bpm: float | None, withheld: str | None) -> str:
    return f"– ({withheld})" if value_bpm is None else f"{value_bpm:.0f}"


@admin.register(Analysis)
class AnalysisAdmin(ReadOnly):
    list_display = ["session", "number", "method", "software", "hr_bpm", "rr_bpm", "created_at", "created_by"]
    list_filter = ["method", "software"]
    list_select_related = ["session", "created_by"]
    raw_id_fields = ["session"]
    exclude = ["series"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).defer("series")
