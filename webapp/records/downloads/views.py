"""`/sessions/<id>/download/<format>`: one's own session as a file. Each download is written down."""

from __future__ import annotations

import uuid

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from webapp.measure.limited import FILES
from webapp.measure.refusal import Refusal, answering, own_session
from webapp.records.access import log
from webapp.records.downloads import available, file_name
from webapp.records.downloads.zone import zone_of
from webapp.records.models import AccessLog


@require_GET
@never_cache
@answering
def download(request: HttpRequest, pk: uuid.UUID, name: str) -> HttpResponseBase:
    """The file; 404 for a stranger, and for a format that there is none of (such as signals not stored)."""
    session = own_session(request, pk)
    form = next((form for form in available(session) if form.name == name), None)
    if form is None:
        raise Refusal(404, "not_found", _("This measurement cannot be had in that form."))
    if wait_s := FILES.wait_s(request):
        text = _("Very many files were asked for: try again in %(wait_s)s s.") % {"wait_s": wait_s}
        raise Refusal(429, "too_many_requests", text, retry_after_s=wait_s)
    headers = {"Content-Disposition": f'attachment; filename="{file_name(session, form)}"'}
    with timezone.override(zone_of(request)):
        body = form.write(session)
    log(request, AccessLog.Action.EXPORT, f"session:{session.pk}")
    return HttpResponse(body, content_type=form.media_type, headers=headers)
