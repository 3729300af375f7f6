"""One measurement: its result, its estimates a second, its consent, and its signals if agreed."""

from __future__ import annotations

import uuid
import zlib
from datetime import datetime
from typing import ClassVar

import numpy as np
from django.conf import settings
from django.db import models

from vitals.types import ROW_LENGTH
from vitals.types import Trace as Samples
from vitals.withheld import Withheld
from webapp.records.models.study import Participant, Study
from webapp.records.visibility import SessionQuerySet

NOTE_LENGTH = 500  # letters
CODE_LENGTH = 20  # the longest code of vitals.withheld has 16 letters


def withheld_codes() -> list[tuple[str, str]]:
    """Code and advice; a function, so that a better advice needs no migration."""
    return [(code.value, code.advice) for code in Withheld]


def row_length() -> int:
    """Of today's rows; a function, so that longer ones need no migration."""
    return ROW_LENGTH


def _value_or_reason(rate: str) -> models.CheckConstraint:
    """The contract of every rate: a value, or a code for there being none, never both or neither."""
    value = models.Q(**{f"{rate}_bpm__isnull": False}) & models.Q(**{f"{rate}_withheld__isnull": True})
    reason = models.Q(**{f"{rate}_bpm__isnull": True}) & models.Q(**{f"{rate}_withheld__isnull": False})
    return models.CheckConstraint(condition=value | reason, name=f"%(class)s_{rate}_value_or_reason")


class Rates(models.Model):
    """A heart rate and a respiratory rate, each with quality or the reason for there being none."""

    hr_bpm = models.FloatField(null=True, blank=True, verbose_name="heart rate (/min)")
    hr_quality = models.FloatField(default=0.0)
    hr_withheld = models.CharField(
        max_length=CODE_LENGTH,
        null=True,
        blank=True,
        choices=withheld_codes,
        default=Withheld.NOT_MEASURED.value,
    )
    rr_bpm = models.FloatField(null=True, blank=True, verbose_name="respiratory rate (/min)")
    rr_quality = models.FloatField(default=0.0)
    rr_withheld = models.CharField(
        max_length=CODE_LENGTH,
        null=True,
        blank=True,
        choices=withheld_codes,
        default=Withheld.NOT_MEASURED.value,
    )

    class Meta:
        abstract = True
        constraints = [_value_or_reason("hr"), _value_or_reason("rr")]


class Session(Rates):
    """One measurement of one person. Its rates are those of the whole record."""

    class Source(models.TextChoices):
        CAMERA = "camera"
        SAMPLE = "sample"
        FILE = "file"

    class Mode(models.TextChoices):
        STANDARD = "standard"
        HIGH = "high"
        ECO = "eco"

    class State(models.TextChoices):
        LIVE = "live"
        DONE = "done"
        FAILED = "failed"  # the pictures were unusable, or the stack went away before the end

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visitor = models.UUIDField(
        null=True, blank=True, db_index=True, editable=False, help_text="From the visitor's cookie."
    )
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL)
    study = models.ForeignKey(Study, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions")
    participant = models.ForeignKey(
        Participant, null=True, blank=True, on_delete=models.PROTECT, related_name="sessions"
    )
    source = models.CharField(max_length=10, choices=Source.choices, default=Source.CAMERA)
    mode = models.CharField(max_length=10, choices=Mode.choices, default=Mode.STANDARD)
    width_px = models.PositiveIntegerField(default=0)
    height_px = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.LIVE, db_index=True)
    started_at = models.DateTimeField(auto_now_add=True, db_index=True)
    first_frame_at = models.DateTimeField(
        null=True, blank=True, help_text="By the server's clock: where the times of its estimates count from."
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    duration_s = models.FloatField(default=0.0)
    fps = models.FloatField(default=0.0)
    method = models.CharField(max_length=100, blank=True)
    model = models.CharField(max_length=100, blank=True)
    software = models.CharField(max_length=100, blank=True, help_text="Version of the estimators.")
    device = models.CharField(max_length=60, blank=True, help_text="Such as: Chrome on Android.")
    activity = models.CharField(max_length=60, blank=True, help_text="Such as: rest, after stairs.")
    frames_received = models.PositiveIntegerField(default=0)
    frames_processed = models.PositiveIntegerField(default=0)
    frames_dropped = models.PositiveIntegerField(default=0)
    note = models.TextField(blank=True, max_length=NOTE_LENGTH, help_text="The owner's own words.")

    objects: ClassVar[SessionQuerySet] = SessionQuerySet.as_manager()  # type: ignore[assignment]

    class Meta(Rates.Meta):
        abstract = False
        ordering = ["-started_at", "id"]
        # What the list of a study filters by: each begins with the study.
        indexes = [
            models.Index(fields=["study", "-started_at", "id"], name="session_study_time"),
            models.Index(fields=["study", "participant", "-started_at"], name="session_study_person"),
            models.Index(
                fields=["study", "participant", "state", "hr_quality", "hr_withheld", "started_at"],
                name="session_study_progress",
            ),
            models.Index(fields=["study", "hr_bpm"], name="session_study_hr"),
            models.Index(fields=["study", "rr_bpm"], name="session_study_rr"),
            models.Index(fields=["study", "hr_quality"], name="session_study_quality"),
            models.Index(fields=["study", "hr_withheld"], name="session_study_withheld"),
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M} {self.source}"

    @property
    def zero_at(self) -> datetime:
        """The time of day of t_s = 0, to about half a second; without a frame that of the beginning."""
        return self.first_frame_at or self.started_at


class Estimate(Rates):
    """What was known at one moment, from the trailing windows that end there."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="estimates")
    t_s = models.FloatField(help_text="Seconds from the first frame of the session.")
    hr_low_bpm = models.FloatField(null=True, blank=True, help_text="Lower end of the 90 % interval.")
    hr_high_bpm = models.FloatField(null=True, blank=True)
    rr_low_bpm = models.FloatField(null=True, blank=True)
    rr_high_bpm = models.FloatField(null=True, blank=True)
    snr_db = models.FloatField(null=True, blank=True)
    instruction = models.CharField(max_length=CODE_LENGTH, null=True, blank=True, choices=withheld_codes)

    class Meta(Rates.Meta):
        abstract = False
        ordering = ["session", "t_s"]
        constraints = [
            *Rates.Meta.constraints,
            models.UniqueConstraint(fields=["session", "t_s"], name="one_estimate_per_moment"),
        ]

    def __str__(self) -> str:
        return f"{self.t_s:.0f} s"


class Consent(models.Model):
    """What the person agreed to, and to which text."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="consent")
    version = models.CharField(max_length=40)
    language = models.CharField(max_length=10, default="en", help_text="In which the text was shown.")
    text_sha256 = models.CharField(max_length=64)
    store_signals = models.BooleanField(default=False)
    research = models.BooleanField(default=False)
    given_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True, help_text="When a choice was last taken back.")

    def __str__(self) -> str:
        return self.version


class Trace(models.Model):
    """The RGB means per region of a session: numbers from which no picture can be made."""

    session = models.OneToOneField(Session, on_delete=models.CASCADE, related_name="trace")
    rows = models.BinaryField(
        help_text="zlib of [N, row_length] little-endian float64, as vitals.types.Trace.rows"
    )
    row_length = models.PositiveSmallIntegerField(default=row_length)

    def __str__(self) -> str:
        return f"signals of {self.session_id}"

    @classmethod
    def pack(cls, samples: Samples) -> bytes:
        return zlib.compress(samples.rows().astype("<f8").tobytes())

    def samples(self) -> Samples:
        """The trace as the estimators take it."""
        rows = np.frombuffer(zlib.decompress(self.rows), "<f8").reshape(-1, self.row_length)
        return Samples.from_rows(rows.astype(np.float64))
