"""Everything about oneself in one ZIP: the account, and each measurement with all that is kept of it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain
from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from webapp.enrolment.about import about_studies
from webapp.measure.limited import ARCHIVES, too_often
from webapp.records.access import log, viewer_of
from webapp.records.downloads import archive, available
from webapp.records.downloads.table import Cell, table
from webapp.records.models import AccessLog, Membership, Participant, Session
from webapp.records.visibility import SessionQuerySet

NAME = "fasenet-vitals-my-data.zip"
FILES = ("json", "csv", "signals")
"""Formats in the archive; JSON holds everything, the tables are for spreadsheets."""
COLUMNS = (
    "id",
    "started_at",
    "source",
    "state",
    "heart_rate_per_min",
    "heart_rate_withheld",
    "respiratory_rate_per_min",
    "respiratory_rate_withheld",
    "note",
)


@require_GET
@never_cache
def export(request: HttpRequest) -> HttpResponseBase:
    """For an account, or for a browser without one: what is its own, and nothing else."""
    if wait_s := ARCHIVES.wait_s(request):
        return too_often(request, wait_s)
    own = Session.objects.owned_by(viewer_of(request))
    user = request.user if isinstance(request.user, User) else None
    log(request, AccessLog.Action.EXPORT, f"everything:{user.pk}" if user else "everything")
    readme = ("README.txt", _readme().encode())  # now, while the reader's language is known
    studies = about_studies(viewer_of(request))
    return archive.response(request, chain([readme], _files(user, own, studies)), NAME)


def _files(user: User | None, own: SessionQuerySet, studies: list[dict[str, Any]]) -> Iterator[archive.File]:
    if user:
        yield "account.json", _json(_account(user))
        yield "access-log.csv", _accesses(user, own)
    if studies:
        yield "studies.json", _json(studies)
    yield "measurements.csv", table(COLUMNS, [_line(session) for session in own.iterator()])
    for pk in list(own.values_list("pk", flat=True)):  # one at a time: signals are megabytes
        if session := own.select_related("consent", "trace").filter(pk=pk).first():
            yield from _measurement(session)


def _measurement(session: Session) -> Iterator[archive.File]:
    folder = f"measurements/{session.started_at:%Y-%m-%d}-{session.pk}"
    for form in available(session):
        if form.name in FILES:
            yield f"{folder}/{form.name}{form.ending}", form.write(session)


def _readme() -> str:
    return _(
        "This is all that this server keeps about you.\n\n"
        "measurements.csv: one line for each measurement.\n"
        "measurements/: one folder for each measurement: everything as JSON, the estimates a second as CSV, "
        "and the signals if you chose to store them.\n"
        "studies.json, if you take part in one: what you agreed to, and what you answered.\n"
        "account.json and access-log.csv, if you have an account: the account, and who looked at your "
        "data.\n\nFor wellness, not a medical device.\n"
    )


def _account(user: User) -> dict[str, Any]:
    """Name, address, dates, and in which studies one works or takes part."""
    studies = Membership.objects.filter(user=user).values("study__name", "role")
    participations = Participant.objects.filter(user=user).select_related("study")
    return {
        "username": user.get_username(),
        "first_name": user.first_name,
        "last_name": user.last_name,
        "email": user.email,
        "date_joined": user.date_joined.isoformat(),
        "last_login": user.last_login.isoformat() if user.last_login else None,
        "works_in": [{"study": row["study__name"], "role": row["role"]} for row in studies],
        "takes_part_in": [
            {"study": row.study.name, "pseudonym": row.pseudonym, "enrolled_at": row.enrolled_at.isoformat()}
            for row in participations
        ],
    }


def _accesses(user: User, own: SessionQuerySet) -> bytes:
    """What the account did, and what others did with its sessions, without their names.

    Without an account: oneself before the account had them, or somebody whose account is deleted.
    """
    targets = [f"session:{pk}" for pk in own.values_list("pk", flat=True)]
    rows = AccessLog.objects.filter(user=user) | AccessLog.objects.filter(target__in=targets)
    by = {user.pk: "you", None: "without an account"}
    return table(
        ("at", "by", "action", "target"),
        [(row.at.isoformat(), by.get(row.user_id, "somebody else"), row.action, row.target) for row in rows],
    )


def _line(session: Session) -> list[Cell]:
    return [
        str(session.pk),
        session.started_at.isoformat(),
        session.source,
        session.state,
        None if session.hr_bpm is None else round(session.hr_bpm, 1),
        session.hr_withheld,
        None if session.rr_bpm is None else round(session.rr_bpm, 1),
        session.rr_withheld,
        session.note,
    ]


def _json(found: dict[str, Any] | list[dict[str, Any]]) -> bytes:
    return json.dumps(found, indent=1, ensure_ascii=False).encode()
