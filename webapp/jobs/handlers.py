"""Which code does which kind of job: one line for each. It is loaded by the worker that needs it."""

from __future__ import annotations

from importlib import import_module

from webapp.jobs.step import Handler
from webapp.records.models import Job

HOMES = {
    Job.Kind.REANALYSIS: "webapp.jobs.reanalysis",
    Job.Kind.RETENTION: "webapp.jobs.retention",
    Job.Kind.WITHDRAWAL: "webapp.enrolment.withdrawal",
}
"""Each module has its `HANDLER`."""


class UnknownKind(Exception):
    """Raised for a job that this version of the server knows nothing of."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"no code for jobs of kind {kind!r}: choose one of {', '.join(HOMES)}")


def handler_of(kind: str) -> Handler:
    if kind not in HOMES:
        raise UnknownKind(kind)
    handler: Handler = import_module(HOMES[Job.Kind(kind)]).HANDLER
    return handler
