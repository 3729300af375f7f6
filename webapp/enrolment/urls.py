"""How a participant joins a study, measures in it, and leaves."""

from __future__ import annotations

from django.urls import path

from webapp.enrolment import join, measuring, own

app_name = "enrolment"
urlpatterns = [
    path("", join.code, name="code"),
    path("<str:secret>/", join.join, name="join"),
    path("study/<int:study>/", own.study, name="study"),
    path("study/<int:study>/agree/", own.agree_again, name="agree"),
    path("study/<int:study>/leave/", own.leave, name="leave"),
    path("study/<int:study>/measure/", measuring.measure, name="measure"),
    path("study/<int:study>/measure/sessions/", measuring.sessions, name="sessions"),
    path("study/<int:study>/measure/sessions/<uuid:pk>/", measuring.session, name="session"),
]
