"""The sessions of a study: the list, the page of one, and what is added to them."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "review"
urlpatterns: list[URLPattern] = []
