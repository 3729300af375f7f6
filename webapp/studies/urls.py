"""The coordinators' pages. `study` is the study's number in all of them."""

from __future__ import annotations

from django.urls import include, path

from webapp.studies import views

app_name = "studies"
urlpatterns = [
    path("", views.studies, name="list"),
    path("<int:study>/", views.study, name="study"),
]
in_a_study = [
    path("<int:study>/sessions/", include("webapp.review.urls")),
    path("<int:study>/analyses/", include("webapp.jobs.urls")),
    path("<int:study>/agreement/", include("webapp.agreement.urls")),
    path("<int:study>/exports/", include("webapp.exports.urls")),
]
