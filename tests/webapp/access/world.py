"""Two studies with one of everything in each, and a browser for every role."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from datetime import timedelta
from fnmatch import fnmatchcase
from typing import Any

import numpy as np
from axes.models import AccessAttempt, AccessFailureLog
from axes.models import AccessLog as AxesLog
from django.apps import apps
from django.contrib.auth.models import Group, User
from django.core import signing
from django.test import Client
from django.utils import timezone

from tests.webapp.access.roles import Role
from tests.webapp.access.urls import Url
from tests.webapp.conftest import make_session
from vitals.types import ROW_LENGTH
from vitals.types import Trace as Samples
from webapp.enrolment import secrets
from webapp.exports.keys.secret import make as make_key
from webapp.records.access import COOKIE
from webapp.records.models import (
    AccessLog,
    Agreement,
    Analysis,
    Annotation,
    Answer,
    Comment,
    Estimate,
    FailedTask,
    Invitation,
    Job,
    Membership,
    ModelVersion,
    Participant,
    Policy,
    Question,
    Reading,
    Reference,
    ReferenceSeries,
    Session,
    Study,
    StudyConsent,
    Trace,
)

BACKEND = "django.contrib.auth.backends.ModelBackend"


@dataclass
class Things:
    """A study and one of everything in it."""

    study: Study
    visitor: uuid.UUID = field(default_factory=uuid.uuid4)
    """The participant's browser."""

    def __post_init__(self) -> None:
        study, soon = self.study, timezone.now() + timedelta(days=1)
        self.coordinator = User.objects.create_user(f"coordinator-{study.name}")
        Membership.objects.create(study=study, user=self.coordinator, role=Membership.Role.COORDINATOR)
        self.consent = StudyConsent.objects.create(study=study, version=1, text="We keep signals.")
        self.participant = Participant.objects.create(
            study=study, pseudonym=f"P-{study.name}", visitor=self.visitor, joined_at=timezone.now()
        )
        Agreement.objects.create(participant=self.participant, consent=self.consent)
        self.token = f"link-of-{study.name}"
        self.invitation = Invitation.objects.create(
            study=study,
            participant=Participant.objects.create(study=study, pseudonym="P-invited"),
            token_hash=secrets.hash_of_token(self.token),
            code_hash=secrets.hash_of_code(f"code-of-{study.name}"),
            expires_at=soon,
        )
        self.question = Question.objects.create(study=study, when="before", text="Coffee?")
        self.session = make_session(
            study=study,
            participant=self.participant,
            visitor=self.visitor,
            state=Session.State.DONE,
            duration_s=30.0,
            hr_bpm=61.0,
            hr_withheld=None,
            hr_quality=0.9,
        )
        self._fill_session()

        self.key, _ = make_key(study, self.coordinator, "for R", soon)

    def _fill_session(self) -> None:
        session, author = self.session, self.coordinator
        Estimate.objects.create(session=session, t_s=10.0)
        Trace.objects.create(session=session, rows=Trace.pack(Samples.from_rows(np.zeros((2, ROW_LENGTH)))))
        Answer.objects.create(session=session, question=self.question, value="yes")
        self.annotation = Annotation.objects.create(session=session, author=author, text="cough")
        self.comment = Comment.objects.create(session=session, author=author, text="good light")
        self.reading = Reading.objects.create(session=session, reader=author, verdict="usable")
        self.series = ReferenceSeries.objects.create(
            session=session, source="rates", file_sha256="0" * 64, offset_s=0.0, offset_how="given"
        )
        self.reference = Reference.objects.create(
            session=session, kind="heart_rate", value_bpm=60, entered_by=author, by_staff=True
        )
        self.job = Job.objects.create(
            kind=Job.Kind.REANALYSIS, study=self.study, parameters={"method": "pos"}, created_by=author
        )
        self.analysis = Analysis.objects.create(session=session, number=1, job=self.job, method="pos")


class World:
    """Study A, study B, what a browser measured by itself, and a client for each role."""

    def __init__(self) -> None:
        self.a, self.b = Things(Study.objects.create(name="A")), Things(Study.objects.create(name="B"))
        self.owner = uuid.uuid4()
        self.own_session = make_session(visitor=self.owner, state=Session.State.DONE)
        self.own_reference = Reference.objects.create(
            session=self.own_session, kind="heart_rate", value_bpm=60
        )
        self.headers: dict[Role, dict[str, str]] = {}
        self.clients = {role: Client(raise_request_exception=False) for role in Role}
        self._requests = 0
        self._give_cookies()
        self._log_in()
        self._make_keys()

    def make_rows_of_the_panel(self) -> None:
        """What has a page there and is in no study. One is of the log: it stays until a roll-back."""
        Group.objects.create(name="helpers")
        wrong = {"username": "somebody", "ip_address": "127.0.0.1", "path_info": "/"}
        AccessAttempt.objects.create(**wrong, failures_since_start=1)
        AccessFailureLog.objects.create(**wrong)
        AxesLog.objects.create(**wrong)
        AccessLog.objects.create(action="view", target="study:1")
        self.failed = FailedTask.objects.create(name="live.see", error="ValueError")
        ModelVersion.objects.create(name="fasenet", version="1", sha256="0" * 64)
        Policy().save()

    def _give_cookies(self) -> None:
        browsers = {Role.VISITOR: uuid.uuid4(), Role.OWNER: self.owner, Role.PARTICIPANT: self.a.visitor}
        for role, visitor in browsers.items():
            self.clients[role].cookies[COOKIE] = signing.dumps(visitor.hex, salt=COOKIE)

    def _log_in(self) -> None:
        staff = {"is_staff": True}
        users = {
            Role.PATIENT: User.objects.create_user("patient"),
            Role.READER: self._member("reader"),
            Role.REVIEWER: self._member("reviewer"),
            Role.COORDINATOR: self.a.coordinator,
            Role.OTHER: self.b.coordinator,
            Role.STAFF: User.objects.create_user("staff", **staff),
            Role.ADMINISTRATOR: User.objects.create_superuser("administrator"),
        }
        for role, user in users.items():
            self.clients[role].force_login(user, backend=BACKEND)

    def _member(self, role: str) -> User:
        user = User.objects.create_user(role)
        Membership.objects.create(study=self.a.study, user=user, role=role)
        return user

    def _make_keys(self) -> None:
        day = timedelta(days=1)
        of = {
            Role.KEY: (self.a, day),
            Role.OTHER_KEY: (self.b, day),
            Role.OLD_KEY: (self.a, -day),
        }
        for role, (things, life) in of.items():
            _, key = make_key(things.study, things.coordinator, role.value, timezone.now() + life)
            self.headers[role] = {"authorization": f"Bearer {key}"}

    def first_of(self, route: str) -> object:
        """The key of a row of the model whose page in the admin panel this is."""
        _, _, app, model, *_ = route.split("/")
        row = apps.get_model(app, model)._default_manager.order_by("pk").first()
        assert row, f"the world has no {app}.{model}: make one in tests/webapp/access/world.py"
        return row.pk

    def ask(self, role: Role, method: str, path: str, body: dict[str, object] | None = None) -> Any:
        """One request, from an address of its own; what it did to the client's cookies is undone."""
        client = self.clients[role]
        before = client.cookies.output()
        self._requests += 1
        address = f"10.{self._requests >> 16}.{self._requests >> 8 & 255}.{self._requests & 255}"
        more: dict[str, Any] = {"headers": self.headers.get(role), "REMOTE_ADDR": address}
        if method == "post":
            more["data"] = body
            if path.startswith("/api/"):
                more["content_type"] = "application/json"
        answer = getattr(client, method)(path, **more)
        if client.cookies.output() != before:
            client.cookies.clear()
            client.cookies.load(before.replace("Set-Cookie: ", ""))
        return answer


ARGUMENTS: dict[str, Any] = {
    # keyword, or `name-of-the-url keyword` where one keyword means different things: how to find its value
    "study": lambda world, things: things.study.pk,
    "pk": lambda world, things: things.session.pk,
    "session pk": lambda world, things: world.own_session.pk,
    "download pk": lambda world, things: world.own_session.pk,
    "download name": lambda world, things: "json",
    "reference* pk": lambda world, things: world.own_session.pk,
    "reference number": lambda world, things: world.own_reference.pk,
    "password_choose uidb64": lambda world, things: "MQ",
    "password_choose token": lambda world, things: "set-password",
    "object_id": lambda world, things: 1,
    "secret": lambda world, things: things.token,
    "annotation": lambda world, things: things.annotation.pk,
    "invitation": lambda world, things: things.invitation.pk,
    "participant": lambda world, things: things.participant.pk,
    "question": lambda world, things: things.question.pk,
    "member": lambda world, things: things.study.memberships.earliest("pk").pk,
    "content_type_id": lambda world, things: 1,
    "app_label": lambda world, things: "records",
    "url": lambda world, things: "no/such/page",
    "id": lambda world, things: things.coordinator.pk,
    "key": lambda world, things: things.key.pk,
    "panel:* number": lambda world, things: world.failed.pk,
    "sha256": lambda world, things: "0" * 64,
    "format": lambda world, things: "csv",
    "rest": lambda world, things: "no/such/page",
    "job": lambda world, things: things.job.pk,
}


BODIES: dict[str, dict[str, object]] = {
    # name of the url: a form without which even those let in would be told 404
    "studies:member": {"role": "reader", "was": "coordinator"},
    "studies:question": {"what": "stop"},
    # in the API: JSON
    "api-1:list_jobs": {"method": "pos"},
    "api-1:list_references": {"values": [{"kind": "heart_rate", "value": 60}]},
}
QUERIES = {"exports:file": "?format=csv"}
"""What must stand behind the path, so that there is something to be let in to."""


def value(world: World, things: Things, url: Url, keyword: str) -> object:
    """Raises LookupError for a keyword that nobody has named here."""
    if keyword == "object_id" and url.names[0] != "admin:view_on_site":
        return world.first_of(url.route)
    for key, find in reversed(ARGUMENTS.items()):
        pattern, _, word = key.rpartition(" ")
        if word == keyword and fnmatchcase(url.names[0], pattern or "*"):
            return find(world, things)
    raise LookupError(
        f"no value for <{keyword}> of {url.names[0]} ({url.route}): "
        "add a line to ARGUMENTS in tests/webapp/access/world.py"
    )


def path_of(world: World, url: Url, things: Things | None = None) -> str:
    """The URL with the things of study A, or of the study given."""
    found = things or world.a
    path = url.path({keyword: value(world, found, url, keyword) for keyword in url.keywords})
    return path + QUERIES.get(url.names[0], "")
