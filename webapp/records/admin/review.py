"""What people have added to sessions: written on the pages of studies, read or deleted here."""

from __future__ import annotations

from django.contrib import admin

from webapp.records.admin.audited import ReadOnly
from webapp.records.admin.filters import OfStudy
from webapp.records.models import Annotation, Comment, Reading, Reference, ReferenceSeries


@admin.register(Annotation)
class AnnotationAdmin(ReadOnly):
    list_display = ["session", "author", "start_s", "end_s", "excludes", "text"]
    list_filter = ["excludes", OfStudy]
    list_select_related = ["session", "author"]
    search_fields = ["text"]


@admin.register(Comment)
class CommentAdmin(ReadOnly):
    list_display = ["session", "author", "created_at", "text"]
    list_filter = [OfStudy]
    list_select_related = ["session", "author"]
    search_fields = ["text"]


@admin.register(Reading)
class ReadingAdmin(ReadOnly):
    list_display = ["session", "reader", "verdict", "hr_bpm", "rr_bpm", "created_at"]
    list_filter = ["verdict", OfStudy]
    list_select_related = ["session", "reader"]


@admin.register(ReferenceSeries)
class ReferenceSeriesAdmin(ReadOnly):
    list_display = ["session", "source", "device", "offset_s", "offset_how", "uploaded_by", "uploaded_at"]
    list_filter = ["source", OfStudy]
    list_select_related = ["session", "uploaded_by"]
    search_fields = ["device"]


@admin.register(Reference)
class ReferenceAdmin(ReadOnly):
    list_display = ["session", "kind", "t_s", "value_bpm", "device", "entered_by", "entered_at"]
    list_filter = ["kind", "by_staff", OfStudy]
    list_select_related = ["session", "entered_by"]
    search_fields = ["device"]
