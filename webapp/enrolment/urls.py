"""How a participant joins a study, answers and leaves."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "enrolment"
urlpatterns: list[URLPattern] = []
