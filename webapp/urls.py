"""Every address of the server."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from webapp.measure import views as measure
from webapp.records.api import api
from webapp.stack.views import healthz

urlpatterns = [
    path("", measure.index, name="index"),
    path("sessions/", measure.sessions, name="sessions"),
    path("sessions/<uuid:pk>/", measure.session, name="session"),
    path("accounts/", include("webapp.accounts.urls")),
    path("studies/", include("webapp.studies.urls")),
    path("api/", api.urls),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
]
