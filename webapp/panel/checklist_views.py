"""The page of the checklist."""

from __future__ import annotations

from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from webapp.panel.access import administrators_only
from webapp.panel.checklist import findings
from webapp.panel.finding import Verdict
from webapp.panel.page import panel_page


@require_GET
@administrators_only
def show(request: HttpRequest) -> TemplateResponse:
    found = findings()
    words = {
        Verdict.BAD: _("not safe"),
        Verdict.WARN: _("look at it"),
        Verdict.UNKNOWN: _("not known"),
        Verdict.OK: _("fine"),
    }
    shown = {
        "findings": [(finding, words[finding.verdict]) for finding in found],
        "open": sum(finding.verdict is not Verdict.OK for finding in found),
    }
    return panel_page(request, "panel/checklist.html", _("Checklist"), shown)
