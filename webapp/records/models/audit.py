"""Who did what. Rows are added, never edited: the database refuses it too (migration 0007)."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from webapp.records.models.study import Study


class Untouchable(Exception):
    """Somebody tried to change or delete a row of the log."""

    def __init__(self) -> None:
        super().__init__("the access log is only added to: a row cannot be changed or deleted")


class LogQuerySet(models.QuerySet[Any]):
    def update(self, **fields: Any) -> int:
        raise Untouchable

    def delete(self) -> tuple[int, dict[str, int]]:
        raise Untouchable


class AccessLog(models.Model):
    """Who saw, changed, exported or deleted what."""

    class Action(models.TextChoices):
        VIEW = "view"
        CHANGE = "change"
        EXPORT = "export"
        DELETE = "delete"

    # Emptied when the account is deleted: then it says that somebody did it, and no more.
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL)
    action = models.CharField(max_length=10, choices=Action.choices)
    target = models.CharField(
        max_length=100, db_index=True, help_text="Kind and key, such as session:<uuid>."
    )
    # No constraint: the row outlives the study, unchanged.
    study = models.ForeignKey(
        Study, null=True, blank=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="+"
    )
    detail = models.CharField(max_length=200, blank=True, help_text="Such as the format of an export.")
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    objects = LogQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        verbose_name_plural = "access log"

    def __str__(self) -> str:
        return f"{self.action} {self.target}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise Untouchable
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise Untouchable
