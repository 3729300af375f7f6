"""Sessions that were cut off are closed, the others left alone."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command

from tests.webapp.conftest import make_session
from webapp.live import registry
from webapp.records.models import Session

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("redis_at")]


def test_only_live_sessions_that_redis_does_not_know_are_closed() -> None:
    lost, live, done = make_session(), make_session(), make_session(state="done")
    registry.begin(live.pk, {"mode": "standard"})
    out = io.StringIO()
    call_command("purge", stdout=out)
    states = {pk: Session.objects.get(pk=pk).state for pk in (lost.pk, live.pk, done.pk)}
    assert states == {lost.pk: "failed", live.pk: "live", done.pk: "done"}
    assert out.getvalue() == "1 measurements that were cut off are closed\n"


def test_where_nothing_was_cut_off_nothing_is_said() -> None:
    out = io.StringIO()
    call_command("purge", stdout=out)
    assert out.getvalue() == ""
