"""What has become of no use to anybody is deleted."""

from __future__ import annotations

from datetime import timedelta

from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.sessions.models import Session as Login
from django.utils import timezone

from webapp.records.access import COOKIE_AGE_S
from webapp.records.models import Session


def expire() -> int:
    """Ended logins, counted wrong passwords that lock no more, and measurements that nobody can open.

    A measurement without an account belongs to a browser's cookie; when that has ended, it is unreachable
    for its owner. Returns how many measurements were deleted.
    """
    now = timezone.now()
    Login.objects.filter(expire_date__lt=now).delete()
    AccessAttempt.objects.filter(attempt_time__lt=now - settings.AXES_COOLOFF_TIME).delete()
    unreachable = Session.objects.filter(
        user=None, study=None, started_at__lt=now - timedelta(seconds=COOKIE_AGE_S)
    )
    count: int = unreachable.count()
    unreachable.delete()
    return count
