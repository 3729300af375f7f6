"""Takes the demonstration away again. Rows of the audit log stay: it is only added to."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from webapp.records import models
from webapp.records.models import Study
from webapp.studies.demo import STUDIES
from webapp.studies.demo.staff import ROLES

OF_SESSIONS = (
    models.Estimate,
    models.Answer,
    models.Analysis,
    models.Annotation,
    models.Comment,
    models.Consent,
    models.Reading,
    models.Reference,
    models.ReferenceSeries,
    models.Trace,
)


@transaction.atomic
def remove() -> int:
    """The demonstration's studies with all that is in them, and its accounts. Returns how many studies."""
    studies = list(Study.objects.filter(name__in=STUDIES))
    for study in studies:
        _empty(study)
        study.delete()
    User.objects.filter(username__in=ROLES, memberships=None).delete()
    return len(studies)


def _empty(study: Study) -> None:
    """One statement for each table: Django would fetch every row of a large study first."""
    sessions = models.Session.objects.filter(study=study).order_by()
    for model in OF_SESSIONS:
        # By `session_id`: through a join Django would name each row, which took PostgreSQL minutes.
        rows = model._base_manager.filter(session__in=sessions.values("pk"))
        rows._raw_delete(rows.db)
    sessions._raw_delete(sessions.db)
    models.Agreement.objects.filter(participant__study=study).delete()
    models.Invitation.objects.filter(study=study).delete()
    models.Participant.objects.filter(study=study).delete()
