"""The state of the installation."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET
from redis.exceptions import RedisError

from webapp.live import meter, roll
from webapp.panel import state
from webapp.panel.access import administrators_only
from webapp.panel.chart import Chart, chart
from webapp.panel.page import panel_page


@require_GET
@administrators_only
def show_state(request: HttpRequest) -> TemplateResponse:
    shown = {"database": state.database(), **_of_redis()}
    return panel_page(request, "panel/state.html", _("State of the installation"), shown)


def _of_redis() -> dict[str, Any]:
    """What only Redis knows; without it the page says so and shows the rest."""
    try:
        minutes = meter.last_hour()
        running, most = state.live_sessions()
        return {
            "redis": state.redis(),
            "queues": state.queues(),
            "workers": roll.present(),
            "running": running,
            "most": most,
            "charts": _charts(minutes),
            "hour": _hour(minutes),
        }
    except (RedisError, OSError):
        return {"redis": None}


def _charts(minutes: list[meter.Minute]) -> list[Chart]:
    frames, estimates = meter.FRAMES, meter.ESTIMATES
    return [
        chart(
            _("Throughput"),
            _("per second"),
            minutes,
            frames=lambda minute: minute.per_s(frames),
            estimates=lambda minute: minute.per_s(estimates),
        ),
        chart(
            _("Frames: from arrival to colours"),
            _("s"),
            minutes,
            p50=lambda minute: minute.percentile_s(frames, 0.50),
            p95=lambda minute: minute.percentile_s(frames, 0.95),
        ),
        chart(
            _("Estimates: time of one"),
            _("s"),
            minutes,
            p50=lambda minute: minute.percentile_s(estimates, 0.50),
            p95=lambda minute: minute.percentile_s(estimates, 0.95),
        ),
    ]


def _hour(minutes: list[meter.Minute]) -> list[dict[str, Any]]:
    """The whole hour in one line for each kind, for those who do not see the charts."""
    named = {meter.FRAMES: _("Frames"), meter.ESTIMATES: _("Estimates")}
    return [
        {
            "name": name,
            "count": sum(minute.counts[kind] for minute in minutes),
            "busiest_per_s": max((minute.per_s(kind) for minute in minutes), default=0.0),
            "p50_ms": _ms(meter.percentile_s(meter.together(minutes, kind), 0.50)),
            "p95_ms": _ms(meter.percentile_s(meter.together(minutes, kind), 0.95)),
        }
        for kind, name in named.items()
    ]


def _ms(seconds: float | None) -> float | None:
    return None if seconds is None else 1000 * seconds
