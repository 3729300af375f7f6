"""Values measured otherwise, and how well ours agree with them."""

from __future__ import annotations

from django.urls import URLPattern

app_name = "agreement"
urlpatterns: list[URLPattern] = []
