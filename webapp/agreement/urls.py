"""Values measured otherwise, and how well ours agree with them."""

from __future__ import annotations

from django.urls import path

from webapp.agreement import views
from webapp.agreement.references import session_pages, study_pages

app_name = "agreement"
urlpatterns = [
    path("", views.agreement, name="agreement"),
    path("pairs.csv", views.pairs, name="pairs"),
    path("references/", study_pages.references, name="references"),
    path("references/file/", study_pages.read_file, name="read_file"),
    path("references/file/save/", study_pages.save_file, name="save_file"),
    path("references/file/delete/", study_pages.delete_file, name="delete_file"),
    path("references/<uuid:pk>/", session_pages.session, name="session"),
    path("references/<uuid:pk>/type/", session_pages.type_in, name="type_in"),
    path("references/<uuid:pk>/file/", session_pages.read_file, name="read_session_file"),
    path("references/<uuid:pk>/file/save/", session_pages.save_file, name="save_session_file"),
    path("references/<uuid:pk>/delete/", session_pages.delete, name="delete"),
]
