"""Every address of the server."""

from __future__ import annotations

from django.contrib import admin
from django.urls import include, path

from webapp.accounts.forget import forget
from webapp.accounts.views import admin_login
from webapp.api.errors import no_such_address
from webapp.api.main import api
from webapp.measure import references, trend
from webapp.measure import views as measure
from webapp.records.downloads.views import download
from webapp.stack.views import healthz
from webapp.studies.urls import in_a_study

urlpatterns = [
    path("", measure.index, name="index"),
    path("sessions/", measure.sessions, name="sessions"),
    path("sessions/trend/", trend.trend, name="trend"),
    path("sessions/<uuid:pk>/", measure.session, name="session"),
    path("sessions/<uuid:pk>/download/<slug:name>", download, name="download"),
    path("sessions/<uuid:pk>/references/", references.references, name="references"),
    path("sessions/<uuid:pk>/references/<int:number>/", references.reference, name="reference"),
    path("forget/", forget, name="forget"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("accounts/", include("webapp.accounts.urls")),
    path("join/", include("webapp.enrolment.urls")),
    path("studies/", include("webapp.studies.urls")),
    path("studies/", include(in_a_study)),
    path("api/", api.urls),
    path("api/<path:rest>", no_such_address, name="no_such_address"),
    path("admin/installation/", include("webapp.panel.urls")),
    path("admin/login/", admin_login, name="admin_login"),
    path("admin/", admin.site.urls),
    path("healthz", healthz, name="healthz"),
]
