"""How people came into studies. It is history: read, not edited."""

from __future__ import annotations

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest

from webapp.records.admin.audited import ReadOnly
from webapp.records.models import Agreement, Answer, Invitation, Question, StudyConsent

STUDY = ("study", admin.RelatedOnlyFieldListFilter)


class History(ReadOnly):
    """Not even deleted here: a study's own pages do that, by its rule."""

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(StudyConsent)
class StudyConsentAdmin(History):
    list_display = ["study", "version", "signals", "created_by", "created_at"]
    list_filter = [STUDY]
    list_select_related = ["study", "created_by"]


@admin.register(Agreement)
class AgreementAdmin(History):
    list_display = ["participant", "consent", "given_at", "withdrawn_at"]
    list_filter = [
        ("participant__study", admin.RelatedOnlyFieldListFilter),
        ("withdrawn_at", admin.EmptyFieldListFilter),
    ]
    list_select_related = ["participant", "consent"]
    search_fields = ["participant__pseudonym"]


@admin.register(Invitation)
class InvitationAdmin(History):
    list_display = ["participant", "study", "created_by", "created_at", "expires_at", "used_at", "revoked_at"]
    list_filter = [STUDY, ("used_at", admin.EmptyFieldListFilter)]
    list_select_related = ["participant", "study", "created_by"]
    search_fields = ["participant__pseudonym"]


@admin.register(Question)
class QuestionAdmin(History):
    list_display = ["text", "study", "when", "kind", "required"]
    list_filter = [STUDY, "when", "kind"]
    list_select_related = ["study"]
    search_fields = ["text"]


@admin.register(Answer)
class AnswerAdmin(History):
    list_display = ["session", "question", "value", "answered_at"]
    list_filter = [("question__study", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["session", "question"]
