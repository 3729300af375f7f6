"""Studies, who works on them, and who takes part under which pseudonym."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Study(models.Model):
    """A set of sessions that are measured for one purpose, under one consent."""

    name = models.CharField(max_length=200, unique=True)
    description = models.TextField(blank=True)
    consent_text = models.TextField(
        blank=True, help_text="Shown in addition to the text of the installation."
    )
    requires_signals = models.BooleanField(
        default=False, help_text="Keep RGB traces; the consent must say so."
    )
    retention_days = models.PositiveIntegerField(
        null=True, blank=True, help_text="Empty: kept until deleted."
    )
    created_at = models.DateTimeField(auto_now_add=True)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, through="Membership", related_name="studies")

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "studies"

    def __str__(self) -> str:
        return self.name


class Membership(models.Model):
    """What one user may do in one study."""

    class Role(models.TextChoices):
        COORDINATOR = "coordinator"
        REVIEWER = "reviewer"
        READER = "reader"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="memberships")
    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role.choices, default=Role.READER)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "study"], name="one_role_per_study")]

    def __str__(self) -> str:
        return f"{self.user} as {self.role} of {self.study}"


class Participant(models.Model):
    """A person in a study, known by pseudonym only."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="participants")
    pseudonym = models.CharField(max_length=100)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    enrolled_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["study", "pseudonym"]
        constraints = [
            models.UniqueConstraint(fields=["study", "pseudonym"], name="pseudonym_once_per_study")
        ]

    def __str__(self) -> str:
        return self.pseudonym
