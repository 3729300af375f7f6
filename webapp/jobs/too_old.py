"""What is too old by the rules of the installation and of its studies: found here, deleted by `retention`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Model, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from webapp.records.access import COOKIE_AGE_S
from webapp.records.models import ApiToken, FailedTask, Invitation, Policy, Session, Study
from webapp.records.remove import remove

INVITATION_DAYS = 30  # after their end
KEY_DAYS = 90  # after their end
FAILED_TASK_DAYS = 30
AT_ONCE = 100  # rows read at a time


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of thing that is deleted when it is too old."""

    name: str
    """In the access log: session, invitation, ..."""
    label: Promise
    due: Callable[[datetime], QuerySet[Any]]
    why: Callable[[Any], str]
    is_about_people: bool = True
    """Then each deletion is a line in the access log."""

    def batches(self, now: datetime) -> Iterator[list[Any]]:
        """All that is due; what is deleted meanwhile does not come again."""
        last: Any = None
        while True:
            rest = self.due(now).order_by("pk")
            batch = list((rest if last is None else rest.filter(pk__gt=last))[:AT_ONCE])
            if not batch:
                return
            yield batch
            last = batch[-1].pk

    def delete(self, thing: Model) -> None:
        """Raises RedisError when a session cannot be removed there."""
        if isinstance(thing, Session):
            remove([thing.pk])
        else:
            thing.delete()


def count(now: datetime | None = None) -> list[tuple[Rule, int]]:
    """How much each rule would delete."""
    now = now or timezone.now()
    return [(rule, rule.due(now).count()) for rule in RULES]


def _outside_studies(now: datetime) -> QuerySet[Session]:
    days = Policy.current().retention_days
    of_people = Session.objects.filter(study=None)
    return of_people.none() if days is None else of_people.filter(started_at__lt=now - timedelta(days=days))


def _of_studies(now: datetime) -> QuerySet[Session]:
    rules = Q(pk__in=[])
    for study in Study.objects.exclude(retention_days=None).only("retention_days"):
        rules |= Q(study=study, started_at__lt=now - timedelta(days=study.retention_days or 0))
    return Session.objects.filter(rules).select_related("study")


def _unreachable(now: datetime) -> QuerySet[Session]:
    """As `expire` has it: a measurement without an account has a browser's cookie as its only key."""
    end = now - timedelta(seconds=COOKIE_AGE_S)
    ended = Session.objects.filter(user=None, study=None, started_at__lt=end)
    return ended.exclude(pk__in=_outside_studies(now).order_by().values("pk"))


def _invitations(now: datetime) -> QuerySet[Invitation]:
    """Used ones stay: they say how somebody came into the study."""
    end = now - timedelta(days=INVITATION_DAYS)
    return Invitation.objects.filter(
        Q(expires_at__lt=end) | Q(revoked_at__lt=end), used_at=None
    ).select_related("study")


def _keys(now: datetime) -> QuerySet[ApiToken]:
    end = now - timedelta(days=KEY_DAYS)
    return ApiToken.objects.filter(Q(expires_at__lt=end) | Q(revoked_at__lt=end)).select_related("study")


def _failed_tasks(now: datetime) -> QuerySet[FailedTask]:
    return FailedTask.objects.filter(failed_at__lt=now - timedelta(days=FAILED_TASK_DAYS))


RULES = (
    Rule(
        "session",
        _("Measurements outside studies, by the policy"),
        _outside_studies,
        lambda session: f"kept for {Policy.current().retention_days} days by the policy",
    ),
    Rule(
        "session",
        _("Measurements of studies, by each study's rule"),
        _of_studies,
        lambda session: f"kept for {session.study.retention_days} days by its study",
    ),
    Rule(
        "session",
        _("Measurements without an account, after a year"),
        _unreachable,
        lambda session: "older than a year, without an account",
    ),
    Rule(
        "invitation",
        _("Invitations that ended unused 30 days ago"),
        _invitations,
        lambda invitation: f"ended {INVITATION_DAYS} days ago",
    ),
    Rule(
        "token", _("Keys of programs that ended 90 days ago"), _keys, lambda key: f"ended {KEY_DAYS} days ago"
    ),
    Rule(
        "task",
        _("Failed tasks older than 30 days"),
        _failed_tasks,
        lambda task: f"failed {FAILED_TASK_DAYS} days ago",
        is_about_people=False,
    ),
)
