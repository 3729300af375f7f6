"""The audit log: filtered, read and taken away as CSV, never changed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import admin
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from webapp.records.access import log
from webapp.records.admin.audited import ReadOnly
from webapp.records.downloads.stream import FileStream
from webapp.records.downloads.table import Cell, parts
from webapp.records.models import AccessLog

COLUMNS = ("at", "user", "action", "target", "study", "detail")
ROWS_AT_ONCE = 1000


@admin.register(AccessLog)
class AccessLogAdmin(ReadOnly):
    """Neither the panel nor the database lets a row be changed or deleted."""

    change_list_template = "admin/records/accesslog/change_list.html"
    actions = None
    list_display = ["at", "user", "action", "target", "study", "detail"]
    list_display_links = None
    list_filter = [
        "action",
        ("study", admin.RelatedOnlyFieldListFilter),
        ("user", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["user", "study"]
    date_hierarchy = "at"
    search_fields = ["target__startswith", "detail", "user__username"]
    search_help_text = _(
        "The beginning of a target, such as session: or study:7, a detail, or a user's name."
    )

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_urls(self) -> list[URLPattern]:
        address = path("csv/", self.admin_site.admin_view(self.as_csv), name="records_accesslog_csv")
        return [address, *super().get_urls()]

    def as_csv(self, request: HttpRequest) -> HttpResponseBase:
        """What the filters of the list show, all of it. Taking it away is a line of the log itself."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        try:
            chosen = self.get_changelist_instance(request).get_queryset(request)
        except IncorrectLookupParameters as error:
            raise Http404("no such filter") from error
        detail = request.GET.urlencode() or "all of it"
        log(request, AccessLog.Action.EXPORT, "admin:accesslog", detail=f"as CSV: {detail}")
        name = f"audit-log-{timezone.now():%Y%m%d-%H%M}.csv"
        return FileStream(request, parts(COLUMNS, _rows(chosen)), name, "text/csv; charset=utf-8")


def _rows(chosen: QuerySet[Any]) -> Iterator[list[Cell]]:
    for row in chosen.select_related("user", "study").iterator(ROWS_AT_ONCE):
        who = row.user.get_username() if row.user else None
        yield [row.at.isoformat(), who, row.action, row.target, str(row.study or ""), row.detail]
