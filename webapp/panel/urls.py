"""The administrators' own pages beside Django's admin."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "panel"
urlpatterns: list[URLPattern] = []
