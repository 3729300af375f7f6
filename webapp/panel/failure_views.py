"""The page of failed tasks, and the button that tries one again."""

from __future__ import annotations

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from webapp.panel import failures
from webapp.panel.access import administrators_only
from webapp.panel.page import panel_page
from webapp.records.access import log
from webapp.records.models import AccessLog, FailedTask

SHOWN = 100


@require_GET
@administrators_only
def show(request: HttpRequest) -> TemplateResponse:
    shown = {"failures": failures.newest(SHOWN), "kept": failures.KEPT}
    return panel_page(request, "panel/failed.html", _("Failed tasks"), shown)


@require_POST
@administrators_only
def retry(request: HttpRequest, number: int) -> HttpResponse:
    row = get_object_or_404(FailedTask, pk=number)
    try:
        failures.retry(row, cast(User, request.user))
    except failures.NotSent as error:
        messages.error(request, str(error))
    else:
        log(request, AccessLog.Action.CHANGE, f"task:{number}", detail=f"{row.name} tried again")
        messages.success(request, _("The task is sent again. What becomes of it is shown here."))
    return redirect("panel:failed")
