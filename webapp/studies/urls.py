"""The coordinators' pages. `study` is the study's number in all of them."""

from __future__ import annotations

from django.urls import include, path

from webapp.studies import (
    consents,
    inviting,
    members,
    overview,
    participant,
    participants,
    protocol,
    questions,
    views,
)

app_name = "studies"
urlpatterns = [
    path("", views.studies, name="list"),
    path("new/", views.new, name="new"),
    path("<int:study>/", overview.study, name="study"),
    path("<int:study>/settings/", protocol.settings, name="settings"),
    path("<int:study>/settings/questions/", questions.questions, name="questions"),
    path("<int:study>/settings/questions/<int:question>/", questions.change, name="question"),
    path("<int:study>/settings/consent/", consents.consents, name="consents"),
    path("<int:study>/settings/members/", members.members, name="members"),
    path("<int:study>/settings/members/<int:member>/", members.change, name="member"),
    path("<int:study>/participants/", participants.participants, name="participants"),
    path("<int:study>/participants/add/", participants.add, name="participants_add"),
    path("<int:study>/participants/<int:participant>/", participant.participant, name="participant"),
    path("<int:study>/participants/<int:participant>/withdraw/", participant.leave, name="withdraw"),
    path("<int:study>/participants/invitations/", inviting.invite, name="invite"),
    path("<int:study>/participants/invitations/<int:invitation>/revoke/", inviting.revoke, name="revoke"),
]
in_a_study = [
    path("<int:study>/sessions/", include("webapp.review.urls")),
    path("<int:study>/analyses/", include("webapp.jobs.urls")),
    path("<int:study>/agreement/", include("webapp.agreement.urls")),
    path("<int:study>/exports/", include("webapp.exports.urls")),
]
