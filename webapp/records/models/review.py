"""What people add to a session afterwards, and who looked at what."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from webapp.records.models.session import Session


class Annotation(models.Model):
    """A remark on a span of a session, or the exclusion of it with a reason."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="annotations")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    start_s = models.FloatField(null=True, blank=True, help_text="Empty: the whole session.")
    end_s = models.FloatField(null=True, blank=True)
    excludes = models.BooleanField(default=False)
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["session", "start_s", "id"]

    def __str__(self) -> str:
        return self.text[:60]


class Reference(models.Model):
    """A rate measured by other means, to compare with."""

    class Kind(models.TextChoices):
        HEART_RATE = "heart_rate"
        RESPIRATORY_RATE = "respiratory_rate"

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="references")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    t_s = models.FloatField(null=True, blank=True, help_text="Empty: the whole session.")
    value_bpm = models.FloatField(verbose_name="value (/min)")
    device = models.CharField(max_length=100, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["session", "kind", "t_s"]

    def __str__(self) -> str:
        return f"{self.kind} {self.value_bpm:g} /min"


class AccessLog(models.Model):
    """Who saw, changed, exported or deleted what. Rows are added, never edited."""

    class Action(models.TextChoices):
        VIEW = "view"
        CHANGE = "change"
        EXPORT = "export"
        DELETE = "delete"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    action = models.CharField(max_length=10, choices=Action.choices)
    target = models.CharField(
        max_length=100, db_index=True, help_text="Kind and key, such as session:<uuid>."
    )
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "access log"

    def __str__(self) -> str:
        return f"{self.action} {self.target}"
