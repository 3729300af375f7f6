"""The page of the networks, and the switch."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from redis.exceptions import RedisError

from webapp.live import network, roll
from webapp.panel import networks
from webapp.panel.access import administrators_only
from webapp.panel.page import panel_page
from webapp.records.access import log
from webapp.records.models import AccessLog

HISTORY = 20


@require_GET
@administrators_only
def show(request: HttpRequest) -> TemplateResponse:
    switches = AccessLog.objects.filter(target__startswith="network:").select_related("user")
    shown = {
        "networks": networks.find_all(),
        "missing": networks.missing(),
        "folder": network.own_folder(),
        "in_use": _in_use(),
        "switches": switches[:HISTORY],
    }
    return panel_page(request, "panel/networks.html", _("Networks"), shown)


@require_POST
@administrators_only
def activate(request: HttpRequest, sha256: str) -> HttpResponse:
    try:
        manifest = networks.activate(sha256, cast(User, request.user))
    except networks.Refused as refused:
        text = _("The network is not taken into use, and the one before stays: %(reason)s")
        messages.error(request, text % {"reason": refused})
        return redirect("panel:networks")
    log(request, AccessLog.Action.CHANGE, f"network:{sha256[:8]}", detail=f"{manifest.model} in use")
    text = _("%(model)s is chosen. Each vision worker takes it when no measurement is running.")
    messages.success(request, text % {"model": manifest.model})
    return redirect("panel:networks")


def _in_use() -> list[str]:
    """What the vision workers say of themselves; nothing without Redis."""
    try:
        return sorted({worker.note for worker in roll.present() if worker.queue == "vision" and worker.note})
    except (RedisError, OSError):
        return []
