"""The administrators' own pages beside Django's admin."""

from __future__ import annotations

from django.urls import path

from webapp.panel import checklist_views, failure_views, network_views, retention_views, views

app_name = "panel"
urlpatterns = [
    path("", views.show_state, name="state"),
    path("checklist/", checklist_views.show, name="checklist"),
    path("networks/", network_views.show, name="networks"),
    path("networks/<slug:sha256>/activate/", network_views.activate, name="activate"),
    path("failed/", failure_views.show, name="failed"),
    path("failed/<int:number>/retry/", failure_views.retry, name="retry"),
    path("retention/", retention_views.show, name="retention"),
    path("retention/run/", retention_views.run, name="run_retention"),
]
