"""What leaves a study: files, and keys for programs."""

from __future__ import annotations

from django.urls import path

from webapp.exports import views
from webapp.exports.keys import views as keys

app_name = "exports"
urlpatterns = [
    path("", views.page, name="page"),
    path("file/", views.file, name="file"),
    path("keys/", keys.keys, name="keys"),
    path("keys/<int:key>/revoke/", keys.revoke, name="revoke"),
]
