"""A study with two readers and measured sessions, put into the database of a running stack.

    VAR_DIR=... python -m tests.browser.review.data

Prints the study's number and its sessions as JSON. The people log in with `PASSWORD`.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "webapp.settings")
django.setup()

from django.contrib.auth.models import User  # noqa: E402

from tests.browser.review import PASSWORD  # noqa: E402
from tests.vitals.synthetic import Person, capture_times, person, without_face  # noqa: E402
from vitals.measuring import measure_trace  # noqa: E402
from vitals.types import Trace as Samples  # noqa: E402
from webapp.records import keep  # noqa: E402
from webapp.records.models import (  # noqa: E402
    Consent,
    Membership,
    Participant,
    Reference,
    Session,
    Study,
    Trace,
)

PEOPLE = {"rita": "reviewer", "sam": "reviewer", "cora": "coordinator"}
SECONDS = 45
MEASURED: tuple[tuple[str, Person, Callable[[Samples], Samples]], ...] = (
    ("P-01", Person(heart_bpm=72, breath_bpm=15, noise=0.5), lambda trace: trace),
    ("P-02", Person(heart_bpm=64, breath_bpm=12, noise=0.6), lambda trace: without_face(trace, 18, 25)),
    ("P-03", Person(heart_bpm=88, breath_bpm=18, noise=1.5, motion=0.01), lambda trace: trace),
)


def main() -> None:
    study = Study.objects.create(name="Two readers", readers=2)
    for name, role in PEOPLE.items():
        user = User.objects.create_user(name, password=PASSWORD)
        Membership.objects.create(user=user, study=study, role=role)
    sessions = [_measured(study, *one) for one in MEASURED]
    print(json.dumps({"study": study.pk, "sessions": [str(session.pk) for session in sessions]}))


def _measured(study: Study, pseudonym: str, who: Person, spoil: Callable[[Samples], Samples]) -> Session:
    trace = spoil(person(who, capture_times(SECONDS, jitter_s=0.002, dropped=0.01)))
    found = measure_trace(trace, model="fasenet")
    participant = Participant.objects.create(study=study, pseudonym=pseudonym, skin_tone=4)
    session: Session = Session.objects.create(
        study=study, participant=participant, device="Chrome on Android", activity="rest"
    )
    Consent.objects.create(session=session, version="1", text_sha256="0" * 64, store_signals=True)
    Trace.objects.create(session=session, rows=Trace.pack(trace))
    Reference.objects.create(session=session, kind="heart_rate", value_bpm=who.heart_bpm, device="oximeter")
    keep.estimates(session.pk, list(found.series), first_t_s=0.0)
    keep.result(session.pk, found, keep.Frames(len(trace), len(trace), 0))
    return session


if __name__ == "__main__":
    main()
