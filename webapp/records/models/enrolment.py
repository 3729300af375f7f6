"""How a person comes into a study: invitation, consent, and the questions before and after."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from webapp.records.models.session import Session
from webapp.records.models.study import Participant, Study


class StudyConsent(models.Model):
    """One version of a study's own text. It is never edited: a change is a new version."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="consents")
    version = models.PositiveIntegerField()
    text = models.TextField(help_text="Shown in addition to the text of the installation.")
    signals = models.BooleanField(default=False, help_text="This version says that the RGB signals are kept.")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["study", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["study", "version"], name="consent_version_once_per_study")
        ]

    def __str__(self) -> str:
        return f"version {self.version}"


class Agreement(models.Model):
    """That a participant agreed to one version of the study's text."""

    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="agreements")
    consent = models.ForeignKey(StudyConsent, on_delete=models.PROTECT, related_name="agreements")
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["participant", "-given_at"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "consent"], name="one_agreement_per_version")
        ]

    def __str__(self) -> str:
        return f"{self.participant} to {self.consent}"


class Invitation(models.Model):
    """A link and a short code that let one person join once. Only their hashes are kept."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="invitations")
    participant = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="invitations")
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    code_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "-id"]

    def __str__(self) -> str:
        return f"for {self.participant}"


class Question(models.Model):
    """What the protocol asks before or after each measurement."""

    class When(models.TextChoices):
        BEFORE = "before"
        AFTER = "after"

    class Kind(models.TextChoices):
        YES_NO = "yes_no", "Yes or no"
        NUMBER = "number"
        CHOICE = "choice"
        TEXT = "text"

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="questions")
    when = models.CharField(max_length=10, choices=When.choices)
    position = models.PositiveSmallIntegerField(default=0)
    text = models.CharField(max_length=300)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.YES_NO)
    choices = models.TextField(blank=True, help_text="One in each line, for a choice.")
    required = models.BooleanField(default=True)
    retired = models.BooleanField(default=False, help_text="Not asked any more; the answers stay.")

    class Meta:
        ordering = ["study", "-when", "position", "id"]

    def __str__(self) -> str:
        return self.text[:60]


class Answer(models.Model):
    """What a participant answered, with one measurement."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="answers")
    question = models.ForeignKey(Question, on_delete=models.CASCADE, related_name="answers")
    value = models.CharField(max_length=500)
    answered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["session", "question"]
        constraints = [models.UniqueConstraint(fields=["session", "question"], name="one_answer_per_session")]

    def __str__(self) -> str:
        return self.value[:60]
