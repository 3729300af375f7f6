"""The whole demonstration study, in one transaction."""

from __future__ import annotations

import numpy as np
from django.db import transaction
from django.utils import timezone

from vitals import VERSION
from webapp.records import models
from webapp.records.models import Answer, Question, Reference, Session, Study
from webapp.studies.demo import (
    SEED,
    enrolment,
    people,
    plan,
    protocol,
    references,
    review,
    sessions,
    staff,
    work,
)
from webapp.studies.demo.times import own_times

WITH_SIGNALS = 14
"""Sessions whose signals are made and go through the estimators; half a second of a core each."""
ANALYSED_AGAIN = 6
SOFTWARE = f"vitals {VERSION}"
TIMED = (
    models.AccessLog,
    models.Agreement,
    models.Analysis,
    models.Annotation,
    models.Answer,
    models.Comment,
    models.Consent,
    models.Invitation,
    models.Job,
    models.Participant,
    models.Reading,
    models.Reference,
    models.ReferenceSeries,
    models.Session,
    models.Study,
    models.StudyConsent,
)


def make() -> tuple[Study, staff.Staff]:
    """The study and its staff. All or nothing is made."""
    with transaction.atomic(), own_times(*TIMED):
        return _make(np.random.default_rng(SEED))


def _make(rng: np.random.Generator) -> tuple[Study, staff.Staff]:
    now = timezone.now()
    team = staff.staff()
    study = protocol.study(now, team.coordinator)
    staff.seat(study)
    everybody = people.people(rng)
    participants = enrolment.enrol(study, everybody, now, team.coordinator)
    planned = plan.plan(rng, everybody, now, WITH_SIGNALS)
    made = [sessions.store(rng, study, p, participants[p.person.number], SOFTWARE) for p in planned]
    _add(rng, study, list(zip(made, planned, strict=True)), team)
    traced = [session for session, p in zip(made, planned, strict=True) if p.signals]
    work.jobs(study, traced[:ANALYSED_AGAIN], team, now, SOFTWARE)
    work.audit(rng, study, made, team, now)
    return study, team


def _add(
    rng: np.random.Generator, study: Study, made: list[tuple[Session, plan.Planned]], team: staff.Staff
) -> None:
    """What participants and reviewers have added to the sessions that have a result."""
    questions = list(Question.objects.filter(study=study).order_by("position"))
    readers = [team.coordinator, team.reviewer]
    done = [(session, planned) for session, planned in made if not planned.failed]
    Answer.objects.bulk_create(
        row for session, _ in done for row in sessions.answers(rng, session, questions)
    )
    Reference.objects.bulk_create(
        row for session, p in done for row in references.references(rng, session, p, team.coordinator)
    )
    for session, _ in done:
        models.Annotation.objects.bulk_create(review.remarks(rng, session, team.reviewer))
        models.Comment.objects.bulk_create(review.said(rng, session, team.reviewer))
        models.Reading.objects.bulk_create(review.judgements(rng, session, readers))
