"""Filters that cost nothing to show: Django's own would look through the whole table for what occurs."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from vitals.withheld import Withheld
from webapp.records.models import Study


class Chosen(admin.SimpleListFilter):
    """Rows whose `path` has the chosen value. A value that is not offered finds nothing."""

    path = ""

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        value = self.value()
        if value is None:
            return queryset
        if value not in {str(key) for key, _ in self.lookup_choices}:
            return queryset.none()
        return queryset.filter(**{self.path: value})


class OfStudy(Chosen):
    """By the study of the session that the row is about."""

    title = Study._meta.verbose_name
    parameter_name = "study"
    path = "session__study"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(pk), name) for pk, name in Study.objects.values_list("pk", "name")]


class HeartWithheld(Chosen):
    """By code: the advice behind it is a sentence."""

    title = _("heart rate withheld")
    parameter_name = path = "hr_withheld"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(code.value, code.value) for code in Withheld]


class BreathWithheld(HeartWithheld):
    title = _("respiratory rate withheld")
    parameter_name = path = "rr_withheld"
