"""What people add to a session afterwards: remarks, judgements, values measured otherwise."""

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
    text = models.TextField(help_text="The remark, or the reason of the exclusion.")
    version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["session", "start_s", "id"]
        indexes = [models.Index(fields=["excludes", "session"], name="annotation_excludes")]

    def __str__(self) -> str:
        return self.text[:60]


class Comment(models.Model):
    """What was said about a session as a whole, in the order of time."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="comments")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    text = models.TextField(max_length=2000)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["session", "created_at", "id"]

    def __str__(self) -> str:
        return self.text[:60]


class Reading(models.Model):
    """One reader's own judgement of a session. A second one is made without seeing the first."""

    class Verdict(models.TextChoices):
        USABLE = "usable"
        UNSURE = "unsure"
        UNUSABLE = "unusable"

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="readings")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    verdict = models.CharField(max_length=10, choices=Verdict.choices)
    hr_bpm = models.FloatField(null=True, blank=True, verbose_name="heart rate as read (/min)")
    rr_bpm = models.FloatField(null=True, blank=True, verbose_name="respiratory rate as read (/min)")
    text = models.TextField(blank=True, max_length=2000)
    version = models.PositiveIntegerField(default=0, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["session", "created_at", "id"]
        constraints = [models.UniqueConstraint(fields=["session", "reader"], name="one_reading_per_reader")]

    def __str__(self) -> str:
        return self.verdict


class ReferenceSeries(models.Model):
    """An uploaded record of another device, as rates over the session's own time."""

    class Source(models.TextChoices):
        RATES = "rates", "CSV of rates"
        PPG = "ppg", "Contact PPG"
        ECG = "ecg", "ECG"
        BELT = "belt", "Respiration belt"

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="reference_series")
    source = models.CharField(max_length=10, choices=Source.choices)
    device = models.CharField(max_length=100, blank=True)
    file_sha256 = models.CharField(max_length=64)
    offset_s = models.FloatField(help_text="Added to the file's times to get those of the session.")
    offset_how = models.CharField(max_length=20, help_text="given, start_time or matched")
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    uploaded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["session", "uploaded_at", "id"]
        verbose_name_plural = "reference series"

    def __str__(self) -> str:
        return f"{self.source} {self.device}".strip()


class Reference(models.Model):
    """A rate measured by other means, to compare with."""

    class Kind(models.TextChoices):
        HEART_RATE = "heart_rate"
        RESPIRATORY_RATE = "respiratory_rate"

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="references")
    series = models.ForeignKey(
        ReferenceSeries, null=True, blank=True, on_delete=models.CASCADE, related_name="references"
    )
    kind = models.CharField(max_length=20, choices=Kind.choices)
    t_s = models.FloatField(null=True, blank=True, help_text="Empty: the whole session.")
    value_bpm = models.FloatField(verbose_name="value (/min)")
    device = models.CharField(max_length=100, blank=True)
    by_staff = models.BooleanField(default=False, help_text="Else the owner of the session typed it in.")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["session", "kind", "t_s"]

    def __str__(self) -> str:
        return f"{self.kind} {self.value_bpm:g} /min"
