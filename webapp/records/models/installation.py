"""What administrators decide for the whole installation."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from webapp.records.models.study import Study


class Policy(models.Model):
    """One row: who may measure, for how long it is kept, how much may be uploaded."""

    class Who(models.TextChoices):
        EVERYBODY = "everybody"
        ACCOUNTS = "accounts", "People with an account, and participants of studies"
        PARTICIPANTS = "participants", "Participants of studies only"

    who_may_measure = models.CharField(max_length=20, choices=Who.choices, default=Who.EVERYBODY)
    retention_days = models.PositiveIntegerField(
        null=True, blank=True, help_text="For measurements outside studies. Empty: kept until deleted."
    )
    max_upload_mib = models.PositiveSmallIntegerField(
        default=10,
        validators=[MinValueValidator(1), MaxValueValidator(32)],  # more would be read in the web server
        verbose_name="largest uploaded file (MiB)",
    )
    staff_idle_minutes = models.PositiveSmallIntegerField(
        default=30,
        validators=[MinValueValidator(1), MaxValueValidator(24 * 60)],
        help_text="After so long without a click, staff log in again.",
    )
    two_factor = models.BooleanField(
        default=False, help_text="Ask every member of staff for a second factor."
    )

    class Meta:
        verbose_name_plural = "policy"

    def __str__(self) -> str:
        return "Policy of this installation"

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.pk = 1
        super().save(*args, **kwargs)

    @classmethod
    def current(cls) -> Policy:
        return cls.objects.filter(pk=1).first() or cls()


class ModelVersion(models.Model):
    """A FaSeNet that this installation can use. The file is found by its hash and checked against it."""

    name = models.CharField(max_length=100)
    version = models.CharField(max_length=40)
    sha256 = models.CharField(max_length=64, unique=True)
    active = models.BooleanField(default=False)
    found_at = models.DateTimeField(auto_now_add=True)
    activated_at = models.DateTimeField(null=True, blank=True)
    activated_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL
    )

    class Meta:
        ordering = ["-found_at", "id"]
        constraints = [
            models.UniqueConstraint(fields=["active"], condition=Q(active=True), name="one_active_model")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class FailedTask(models.Model):
    """A task that ended with an error, so that somebody can see why and try it again."""

    name = models.CharField(max_length=100)
    arguments = models.JSONField(default=list)
    error = models.TextField()
    failed_at = models.DateTimeField(auto_now_add=True, db_index=True)
    retried_at = models.DateTimeField(null=True, blank=True)
    retried_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)

    class Meta:
        ordering = ["-failed_at", "-id"]

    def __str__(self) -> str:
        return f"{self.name} {self.failed_at:%Y-%m-%d %H:%M}"


class ApiToken(models.Model):
    """A program's key to one study. Only its hash is kept; the key is shown once."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(max_length=100, help_text="What it is for.")
    prefix = models.CharField(max_length=12, help_text="The first letters, to tell keys apart.")
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["study", "-created_at"]

    def __str__(self) -> str:
        return f"{self.name} ({self.prefix}…)"
