"""The JSON of one's own session, with the addresses of its files."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from webapp.records import own
from webapp.records.downloads import available
from webapp.records.models import Session


def shown(session: Session) -> dict[str, Any]:
    files = {form.name: reverse("download", args=[session.pk, form.name]) for form in available(session)}
    return {**own.detail(session), "downloads": files}
