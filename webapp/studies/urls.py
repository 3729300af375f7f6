"""The coordinators' pages."""

from __future__ import annotations

from django.urls import path

from webapp.studies import views

app_name = "studies"
urlpatterns = [
    path("", views.studies, name="list"),
    path("<int:pk>/", views.study, name="study"),
]
