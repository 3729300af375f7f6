"""The stock admin panel. What was measured can be looked at, not edited; each look is in the log."""

from __future__ import annotations

from django.contrib import admin

from webapp.records.admin import access_log, enrolment, installation, review, sessions, studies

__all__ = ["access_log", "enrolment", "installation", "review", "sessions", "studies"]

admin.site.site_header = admin.site.site_title = "FaSeNet Vitals"
admin.site.index_title = "Administration"
