"""The sessions of a study: the list, the page of one, and what is added to them."""

from __future__ import annotations

from django.urls import path

from webapp.review.views import again, data, methods, opinions, remarks, session
from webapp.review.views import list as listing

app_name = "review"
urlpatterns = [
    path("", listing.sessions, name="list"),
    path("analyse/", again.analyse, name="analyse"),
    path("<uuid:pk>/", session.session, name="session"),
    path("<uuid:pk>/series.json", data.series, name="series"),
    path("<uuid:pk>/waves.json", data.signals, name="waves"),
    path("<uuid:pk>/methods/", methods.methods, name="methods"),
    path("<uuid:pk>/annotations/", remarks.add, name="annotate"),
    path("<uuid:pk>/annotations/<int:annotation>/", remarks.edit, name="annotation"),
    path("<uuid:pk>/annotations/<int:annotation>/delete/", remarks.delete, name="unannotate"),
    path("<uuid:pk>/comments/", opinions.comment, name="comment"),
    path("<uuid:pk>/reading/", opinions.reading, name="reading"),
]
