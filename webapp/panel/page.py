"""The look of Django's admin for pages of our own, and the way from one to the other."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PAGES: tuple[tuple[str | Promise, str, str | Promise], ...] = (
    (_("State"), "panel:state", _("Workers, queues, Redis, database; the last hour")),
    (_("Checklist"), "panel:checklist", _("What is not yet fit for production, and the remedy")),
    (_("Policy"), "admin:records_policy_changelist", _("Who may measure, what is kept, rules for staff")),
    (_("Networks"), "panel:networks", _("Which FaSeNet is in use; switch and switch back")),
    (_("Failed tasks"), "panel:failed", _("What went wrong in a worker; try it again")),
    (_("Retention"), "panel:retention", _("What is too old, and its deletion")),
    (_("Audit log"), "admin:records_accesslog_changelist", _("Who saw, changed, exported, deleted what")),
)
"""Name, address, what it is for; in the order shown."""


def panel_page(
    request: HttpRequest, template: str, title: str, context: dict[str, Any] | None = None, status: int = 200
) -> TemplateResponse:
    """`template` extends panel/base.html and fills its block `page`."""
    shown = {**admin.site.each_context(request), "title": title, "pages": pages(), **(context or {})}
    return TemplateResponse(request, template, shown, status=status)


def pages() -> list[dict[str, Any]]:
    return [{"name": name, "address": reverse(view), "about": about} for name, view, about in PAGES]
