"""Who takes something out of a study: an account at the pages, or a program with a key."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib.auth.models import User

from webapp.records.models import AccessLog, ApiToken, Study

DETAIL_LENGTH = 200  # letters


@dataclass(frozen=True, slots=True)
class Caller:
    """`user` is the account, or the maker of the key."""

    user: User
    key: ApiToken | None = None

    @property
    def name(self) -> str:
        """The same for all that it does, and nobody else's; nothing about the person."""
        return f"key:{self.key.pk}" if self.key else f"user:{self.user.pk}"

    def log(self, action: AccessLog.Action, target: str, study: Study | None, detail: str = "") -> None:
        """Write down what it did. What a key did is told as the key's, not as its maker's."""
        by_key = f"key {self.key.prefix}… " if self.key else ""
        AccessLog.objects.create(
            user=None if self.key else self.user,
            action=action,
            target=target,
            study=study,
            detail=f"{by_key}{detail}".strip()[:DETAIL_LENGTH],
        )
