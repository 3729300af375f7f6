"""Analysing stored signals again: durable jobs, and results that are versioned and never overwritten."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models

from webapp.records.models.session import Rates, Session
from webapp.records.models.study import Study


class Job(models.Model):
    """Work that outlives a request and a worker: the row is the truth, Redis only wakes somebody for it."""

    class Kind(models.TextChoices):
        REANALYSIS = "reanalysis"
        WITHDRAWAL = "withdrawal"
        RETENTION = "retention"

    class State(models.TextChoices):
        QUEUED = "queued"
        RUNNING = "running"
        DONE = "done"
        FAILED = "failed"
        CANCELLED = "cancelled"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    study = models.ForeignKey(Study, null=True, blank=True, on_delete=models.CASCADE, related_name="jobs")
    parameters = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.QUEUED, db_index=True)
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0, help_text="No signals, or gone meanwhile.")
    error = models.TextField(blank=True)
    cursor = models.CharField(
        max_length=100,
        blank=True,
        editable=False,
        help_text="Where to go on after a break: the key of the last thing done.",
    )
    attempts = models.PositiveSmallIntegerField(
        default=0, editable=False, help_text="How often a worker took it since its last progress."
    )
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)
    started_at = models.DateTimeField(null=True, blank=True)
    seen_at = models.DateTimeField(
        null=True, blank=True, help_text="When a worker last worked on it: silence means that it died."
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-created_at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class Analysis(Rates):
    """One more result from the stored signals of a session; what was measured live stays as it was."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="analyses")
    number = models.PositiveIntegerField(help_text="1, 2, ... within the session.")
    job = models.ForeignKey(Job, null=True, blank=True, on_delete=models.SET_NULL, related_name="analyses")
    method = models.CharField(max_length=100)
    software = models.CharField(max_length=100, help_text="Version of the estimators.")
    model = models.CharField(max_length=100, blank=True, help_text="FaSeNet that made the signals.")
    series = models.JSONField(default=list, help_text="Estimates a second, as webapp.records.json has them.")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(Rates.Meta):
        abstract = False
        ordering = ["session", "number"]
        verbose_name_plural = "analyses"
        indexes = [models.Index(fields=["method", "software", "model", "session"], name="analysis_version")]
        constraints = [
            *Rates.Meta.constraints,
            models.UniqueConstraint(fields=["session", "number"], name="analysis_number_once"),
            models.UniqueConstraint(fields=["session", "job"], name="analysis_once_per_job"),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.method} {self.software}"
