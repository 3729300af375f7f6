"""Files into the database and out of it again."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from vitals.errors import ReferenceFileError
from webapp.agreement.references.found import SOURCES, File
from webapp.agreement.references.study_file import Value
from webapp.records.models import Reference, ReferenceSeries, Session, Study


@transaction.atomic
def keep_file(session: Session, file: File, user: User) -> int:
    """Store the series of a file; returns how many values.

    Raises:
        ReferenceFileError: It is there already, or the session is not any more.
    """
    if not Session.objects.hold(session.pk):
        raise ReferenceFileError(_("This session has been deleted meanwhile."))
    if session.reference_series.filter(file_sha256=file.sha256).exists():
        raise ReferenceFileError(_("This file is there already: delete it first to read it in another way."))
    count = 0
    for one in file.series:
        series = ReferenceSeries.objects.create(
            session=session,
            source=SOURCES[one.source],
            device=file.device,
            file_sha256=file.sha256,
            offset_s=one.offset_s,
            offset_how=one.how,
            uploaded_by=user,
        )
        values = [(one.kind.value, t_s, value) for t_s, value in one.values]
        count += len(_rows(session.pk, series, values, file.device, user))
    return count


@transaction.atomic
def keep_study_file(
    study: Study, sha256: str, device: str, values: list[Value], user: User
) -> tuple[int, int]:
    """Store the values of a file for many sessions; returns how many values and sessions.

    Raises:
        ReferenceFileError: The file is there already.
    """
    if ReferenceSeries.objects.filter(session__study=study, file_sha256=sha256).exists():
        raise ReferenceFileError(_("This file is there already: delete it first to read it again."))
    of: dict[uuid.UUID, list[tuple[str, float | None, float]]] = defaultdict(list)
    for one in values:
        of[one.session].append((one.kind.value, one.t_s, one.value_bpm))
    # Some may have been deleted since the preview; the others stay until this is done.
    there = set(study.sessions.select_for_update(no_key=True).filter(pk__in=of).values_list("pk", flat=True))
    count = 0
    for pk in sorted(there):
        series = ReferenceSeries.objects.create(
            session_id=pk,
            source=ReferenceSeries.Source.RATES,
            device=device,
            file_sha256=sha256,
            offset_s=0.0,
            offset_how="start_time",
            uploaded_by=user,
        )
        count += len(_rows(pk, series, of[pk], device, user))
    return count, len(there)


def _rows(
    pk: uuid.UUID,
    series: ReferenceSeries,
    values: Sequence[tuple[str, float | None, float]],
    device: str,
    user: User,
) -> list[Reference]:
    return Reference.objects.bulk_create(
        [
            Reference(
                session_id=pk,
                series=series,
                kind=kind,
                t_s=t_s,
                value_bpm=value_bpm,
                device=device,
                by_staff=True,
                entered_by=user,
            )
            for kind, t_s, value_bpm in values
        ],
        batch_size=5000,
    )
