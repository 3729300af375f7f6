"""What all pages of the admin panel have in common: whatever is seen or done there is in the access log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from webapp.records.access import log
from webapp.records.models import AccessLog, Study

if TYPE_CHECKING:  # Django's own classes take no type arguments at run time
    ModelAdmin = admin.ModelAdmin[Any]
    StackedInline = admin.StackedInline[Any, Any]
    TabularInline = admin.TabularInline[Any, Any]
else:
    from django.contrib.admin import ModelAdmin, StackedInline, TabularInline

__all__ = ["Audited", "AuditedPages", "ReadOnly", "ReadOnlyInline", "StackedInline", "TabularInline"]

HERE = "in the admin panel"
Action = AccessLog.Action


class AuditedPages:
    """For any ModelAdmin, ours or Django's. Pages leave VIEW rows, other deeds CHANGE and DELETE.

    Django calls `log_*` for each object that a form, an inline or the action "delete selected" is about.
    """

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        answer: HttpResponse = super().changelist_view(request, extra_context)  # type: ignore[misc]
        if request.method == "GET" and answer.status_code == 200:
            log(request, Action.VIEW, f"admin:{_name(self)}")
        return answer

    def render_change_form(
        self,
        request: HttpRequest,
        context: dict[str, Any],
        *args: Any,
        obj: Model | None = None,
        **kwargs: Any,
    ) -> HttpResponse:
        if obj is not None:
            _log(request, Action.VIEW, obj)
        answer: HttpResponse = super().render_change_form(  # type: ignore[misc]
            request, context, *args, obj=obj, **kwargs
        )
        return answer

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        answer: HttpResponse = super().history_view(request, object_id, extra_context)  # type: ignore[misc]
        log(request, Action.VIEW, f"{_name(self)}:{object_id}", detail=f"history {HERE}")
        return answer

    def log_addition(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        _log(request, Action.CHANGE, obj, f"added {HERE}")
        return super().log_addition(request, obj, message)  # type: ignore[misc]

    def log_change(self, request: HttpRequest, obj: Model, message: Any) -> Any:
        _log(request, Action.CHANGE, obj, f"{HERE}: {_fields(message)}")
        return super().log_change(request, obj, message)  # type: ignore[misc]

    def log_deletions(self, request: HttpRequest, queryset: QuerySet[Model]) -> Any:
        for obj in queryset:
            _log(request, Action.DELETE, obj, HERE)
        return super().log_deletions(request, queryset)  # type: ignore[misc]


class Audited(AuditedPages, ModelAdmin):
    """Ours: nothing is counted that nobody asked for, since tables may be long."""

    show_full_result_count = False
    list_per_page = 50


class ReadOnly(Audited):
    """Rows that the system or people on their own pages write. Nobody edits them afterwards."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class ReadOnlyInline(TabularInline):
    """The same, as a table in the page of what the rows belong to."""

    extra = 0
    can_delete = False
    show_change_link = True

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


def study_of(obj: Model) -> Study | None:
    """The study that a row belongs to, itself or through what it is about."""
    if isinstance(obj, Study):
        return obj
    for name in ("study", "session", "participant"):
        owner = getattr(obj, name, None)
        if isinstance(owner, Model):
            return study_of(owner)
    return None


def _log(request: HttpRequest, action: AccessLog.Action, obj: Model, detail: str = HERE) -> None:
    log(request, action, f"{obj._meta.model_name}:{obj.pk}", study_of(obj), detail)


def _name(page: Any) -> str:
    return str(page.model._meta.model_name)


def _fields(message: Any) -> str:
    """Names of what was changed. Their values are not the log's business."""
    changes = message if isinstance(message, list) else []
    named = [part.get("changed", {}) | part.get("added", {}) | part.get("deleted", {}) for part in changes]
    words = [", ".join(part.get("fields", [part.get("name", "")])) for part in named]
    return "; ".join(word for word in words if word) or "saved"
