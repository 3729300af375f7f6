"""Analyses of stored signals, and how far they are."""

from __future__ import annotations

from django.urls import path

from webapp.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.analyses, name="list"),
    path("progress.json", views.progress, name="progress"),
    path("start/", views.start, name="start"),
    path("<uuid:job>/cancel/", views.cancel, name="cancel"),
    path("<uuid:job>/again/", views.again, name="again"),
]
