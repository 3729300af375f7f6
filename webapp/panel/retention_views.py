"""The page of retention: what would go, what went, and the button."""

from __future__ import annotations

from itertools import chain, islice
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from webapp.jobs import retention, too_old
from webapp.panel.access import administrators_only
from webapp.panel.page import panel_page
from webapp.records.access import log
from webapp.records.models import AccessLog, Policy, Study

SHOWN = 50  # things of each kind, by name
RUNS = 10


@require_GET
@administrators_only
def show(request: HttpRequest) -> TemplateResponse:
    due = _due()
    shown = {
        "due": due,
        "total": sum(kind["count"] for kind in due),
        "shown": SHOWN,
        "policy_days": Policy.current().retention_days,
        "studies": Study.objects.only("name", "retention_days"),
        "runs": retention.of_retention().select_related("created_by")[:RUNS],
    }
    return panel_page(request, "panel/retention.html", _("Retention"), shown)


@require_POST
@administrators_only
def run(request: HttpRequest) -> HttpResponse:
    job = retention.start(cast(User, request.user))
    if job is None:
        messages.info(request, _("It is under way already."))
    else:
        log(request, AccessLog.Action.DELETE, f"job:{job.pk}", detail="retention started by hand")
        messages.success(
            request, _("What is too old is being deleted. Each thing leaves a line in the audit log.")
        )
    return redirect("panel:retention")


def _due() -> list[dict[str, Any]]:
    """By rule: how many, and the first of them by name."""
    now = timezone.now()
    return [
        {
            "rule": rule,
            "count": number,
            "first": [(f"{rule.name}:{thing.pk}", thing, rule.why(thing)) for thing in _first(rule, now)],
        }
        for rule, number in too_old.count(now)
    ]


def _first(rule: too_old.Rule, now: Any) -> list[Any]:
    return list(islice(chain.from_iterable(rule.batches(now)), SHOWN))
