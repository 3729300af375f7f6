"""The state of all parts on one page, also when one of them is away."""

from __future__ import annotations

import pytest
from django.db import DatabaseError
from django.test import Client

from webapp.live import meter, roll
from webapp.live.connections import sync_redis
from webapp.panel import state
from webapp.panel.chart import HEIGHT, WIDTH, chart

pytestmark = pytest.mark.django_db
PATH = "/admin/installation/"


@pytest.mark.usefixtures("workers")
def test_workers_queues_redis_and_database_are_shown(administrator: Client) -> None:
    roll.answer("vision", "FaSeNet 7 on CUDAExecutionProvider")
    sync_redis().lpush("jobs", b"{}")
    page = administrator.get(PATH).content.decode()
    assert "FaSeNet 7 on CUDAExecutionProvider" in page
    assert "SQLite" in page or "PostgreSQL" in page
    assert "none is heard" in page  # the jobs worker
    assert "0 of at most" in page


@pytest.mark.usefixtures("redis_at")
def test_the_last_hour_is_drawn(administrator: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    now = meter.time()
    monkeypatch.setattr(meter, "time", lambda: now - 120)
    for _ in range(4):
        meter.count(meter.FRAMES, 30, 0.2)
    monkeypatch.setattr(meter, "time", lambda: now)
    page = administrator.get(PATH).content.decode()
    assert "<td>120</td><td>2.0</td>" in page and "<polyline" in page


@pytest.mark.usefixtures("no_redis")
def test_without_redis_the_rest_is_shown(administrator: Client) -> None:
    page = administrator.get(PATH).content.decode()
    assert "Redis does not answer" in page and "Answers within" in page


@pytest.mark.usefixtures("redis_at")
def test_our_own_redis_keeps_nothing_on_disk() -> None:
    assert state.redis().persists is False


@pytest.mark.usefixtures("redis_at")
def test_a_redis_that_persists_is_known() -> None:
    sync_redis().config_set("save", "60 1")
    try:
        assert state.redis().persists is True
    finally:
        sync_redis().config_set("save", "")


def test_the_size_of_the_database_is_measured() -> None:
    found = state.database()
    assert found is not None and found.size_mib is not None
    assert found.size_mib > 0.1 and found.latency_ms < 1000


def test_a_database_that_is_away_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    class Away:
        def cursor(self) -> None:
            raise DatabaseError

    monkeypatch.setattr(state, "connection", Away())
    assert state.database() is None


def test_a_chart_has_a_gap_where_nothing_was_done() -> None:
    minutes = [meter.Minute(i * 60) for i in range(5)]
    values = iter([1.0, 2.0, None, 4.0, 4.0])
    drawn = chart("Title", "s", minutes, p50=lambda minute: next(values))
    ((name, stretches),) = drawn.lines
    assert name == "p50" and drawn.top == 5
    before = (
        f"0.0,{HEIGHT * 0.8:.1f} 120.0,{HEIGHT * 0.8:.1f} 120.0,{HEIGHT * 0.6:.1f} 240.0,{HEIGHT * 0.6:.1f}"
    )
    assert stretches == (before, f"360.0,24.0 480.0,24.0 480.0,24.0 {WIDTH}.0,24.0")


@pytest.mark.parametrize(("most", "top"), [(0.0, 1), (0.03, 0.05), (1.0, 1), (29.0, 50), (101.0, 200)])
def test_the_scale_of_a_chart_is_a_round_number(most: float, top: float) -> None:
    assert chart("", "", [meter.Minute(0)], line=lambda minute: most).top == pytest.approx(top)
