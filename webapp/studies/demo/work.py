"""Jobs in all states that are over, results by another method, and what the audit log says of it all."""

from __future__ import annotations

from datetime import datetime, timedelta

import numpy as np
from django.contrib.auth.models import User

from vitals.measuring import measure_trace
from webapp.records import json
from webapp.records.models import AccessLog, Analysis, Estimate, Job, Session, Study
from webapp.studies.demo import MODEL
from webapp.studies.demo.staff import Staff

METHOD = "pos"
KIND, STATE, ACTION = Job.Kind, Job.State, AccessLog.Action


def jobs(study: Study, sessions: list[Session], staff: Staff, now: datetime, software: str) -> None:
    """One analysis that is done, one that was stopped and one that failed; a withdrawal."""
    at = now - timedelta(days=1)
    done = _job(
        study, KIND.REANALYSIS, STATE.DONE, staff.reviewer, at, total=len(sessions), done=len(sessions)
    )
    Analysis.objects.bulk_create(analysis(session, METHOD, done, software) for session in sessions)
    _job(study, KIND.REANALYSIS, STATE.CANCELLED, staff.coordinator, at, total=40, done=12, skipped=3)
    error = "demo: the worker went away three times"
    _job(study, KIND.REANALYSIS, STATE.FAILED, staff.coordinator, at, total=5, done=1, error=error)
    _job(study, KIND.WITHDRAWAL, STATE.DONE, staff.coordinator, at, total=5, done=5)


def analysis(session: Session, method: str, job: Job | None, software: str, number: int = 1) -> Analysis:
    """One more result from the stored signals, not yet stored."""
    trace = session.trace.samples()
    found = measure_trace(trace, method, MODEL)
    rows = [
        Estimate(
            t_s=round(one.t_s - float(trace.t_s[0]), 3),
            hr_bpm=one.heart_rate.value_bpm,
            hr_quality=one.heart_rate.quality,
            hr_withheld=one.heart_rate.withheld,
            rr_bpm=one.respiratory_rate.value_bpm,
            rr_quality=one.respiratory_rate.quality,
            rr_withheld=one.respiratory_rate.withheld,
            snr_db=one.snr_db,
            instruction=one.instruction,
        )
        for one in found.series
    ]
    return Analysis(
        session=session,
        number=number,
        job=job,
        method=method,
        software=software,
        model=MODEL,
        series=[json.estimate(row) for row in rows],
        created_by=job.created_by if job else None,
        created_at=(job and job.ended_at) or session.started_at,
        hr_bpm=found.heart_rate.value_bpm,
        hr_quality=found.heart_rate.quality,
        hr_withheld=found.heart_rate.withheld,
        rr_bpm=found.respiratory_rate.value_bpm,
        rr_quality=found.respiratory_rate.quality,
        rr_withheld=found.respiratory_rate.withheld,
    )


def audit(
    rng: np.random.Generator, study: Study, sessions: list[Session], staff: Staff, now: datetime
) -> None:
    """What the staff has looked at and changed. These rows stay when the study is removed: it is a log."""
    rows = [(ACTION.CHANGE, f"study:{study.pk}", "demo: made"), (ACTION.VIEW, f"study:{study.pk}", "demo")]
    picked = rng.choice(len(sessions), min(30, len(sessions)), replace=False)
    rows += [(ACTION.VIEW, f"session:{sessions[i].pk}", "demo") for i in picked]
    rows += [(ACTION.CHANGE, f"session:{sessions[i].pk}", "demo: annotated") for i in picked[:8]]
    rows += [(ACTION.EXPORT, f"study:{study.pk}", "demo: CSV"), (ACTION.DELETE, "participant", "demo")]
    people = (staff.coordinator, staff.reviewer)
    AccessLog.objects.bulk_create(
        AccessLog(
            user=people[k % 2],
            action=action,
            target=target,
            study=study,
            detail=detail,
            at=now - timedelta(hours=2 * (len(rows) - k)),
        )
        for k, (action, target, detail) in enumerate(rows)
    )


def _job(study: Study, kind: str, state: str, user: User, at: datetime, **counted: object) -> Job:
    return Job.objects.create(
        study=study,
        kind=kind,
        parameters={"method": METHOD, "demo": True} if kind == KIND.REANALYSIS else {"demo": True},
        state=state,
        created_by=user,
        created_at=at,
        started_at=at + timedelta(seconds=2),
        seen_at=at + timedelta(seconds=60),
        ended_at=at + timedelta(seconds=61),
        **counted,
    )
