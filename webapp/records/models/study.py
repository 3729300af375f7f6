"""Studies: what is measured, by which protocol, and who works on them."""

from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

SHORTEST_S, LONGEST_S = 15, 600
MAX_REPEATS = 365


class Study(models.Model):
    """A set of sessions that are measured for one purpose, under one consent, by one protocol."""

    class State(models.TextChoices):
        OPEN = "open"
        CLOSED = "closed"  # nobody joins or measures any more; all can be reviewed

    class Withdrawal(models.TextChoices):
        DELETE = "delete", "Delete everything that was measured"
        KEEP = "keep", "Keep it under the pseudonym, with no way back to the person"

    class Mode(models.TextChoices):
        STANDARD = "standard"
        HIGH = "high"
        ECO = "eco"

    name = models.CharField(max_length=200, unique=True)
    description = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    requires_signals = models.BooleanField(
        default=False, help_text="Keep RGB traces; the consent must say so."
    )
    retention_days = models.PositiveIntegerField(
        null=True, blank=True, help_text="Empty: kept until deleted."
    )
    withdrawal = models.CharField(
        max_length=10,
        choices=Withdrawal.choices,
        default=Withdrawal.DELETE,
        help_text="What happens to the data of a person who leaves the study.",
    )
    duration_s = models.PositiveSmallIntegerField(
        default=30,
        validators=[MinValueValidator(SHORTEST_S), MaxValueValidator(LONGEST_S)],
        verbose_name="good seconds to measure",
    )
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.STANDARD)
    method = models.CharField(max_length=20, blank=True, help_text="Pulse method. Empty: the default one.")
    required_quality = models.FloatField(
        default=0.0,
        validators=[MinValueValidator(0.0), MaxValueValidator(1.0)],
        help_text="0 to 1. A measurement below it is asked for again.",
    )
    repeats = models.PositiveSmallIntegerField(
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(MAX_REPEATS)],
        verbose_name="measurements of each participant",
    )
    repeat_every_h = models.PositiveSmallIntegerField(
        null=True, blank=True, verbose_name="hours between them", help_text="Empty: at any time."
    )
    activities = models.TextField(
        blank=True,
        help_text="One in each line: what the participant was doing. Empty: not asked.",
    )
    readers = models.PositiveSmallIntegerField(
        default=1,
        validators=[MinValueValidator(1), MaxValueValidator(2)],
        help_text="2: a second reader judges each session without seeing the first one's judgement.",
    )
    version = models.PositiveIntegerField(
        default=0, editable=False, help_text="Counts the changes, so that none is lost unseen."
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
        COORDINATOR = "coordinator"  # everything in the study
        REVIEWER = "reviewer"  # sees, annotates, reads, enters references, analyses again
        READER = "reader", "Read-only"

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
    group = models.CharField(max_length=60, blank=True, help_text="Such as an arm of the study.")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    visitor = models.UUIDField(
        null=True, blank=True, db_index=True, editable=False, help_text="The browser that joined."
    )
    skin_tone = models.PositiveSmallIntegerField(
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(10)],
        help_text="Monk Skin Tone scale, 1 to 10, where entered.",
    )
    enrolled_at = models.DateTimeField(auto_now_add=True)
    joined_at = models.DateTimeField(null=True, blank=True, help_text="When the invitation was used.")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["study", "pseudonym"]
        constraints = [
            models.UniqueConstraint(fields=["study", "pseudonym"], name="pseudonym_once_per_study")
        ]

    def __str__(self) -> str:
        return self.pseudonym
