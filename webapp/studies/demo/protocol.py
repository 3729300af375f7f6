"""The study itself: its protocol, the versions of its consent, its questions."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib.auth.models import User

from webapp.records.models import Question, Study, StudyConsent
from webapp.studies.demo import STUDY

DESCRIPTION = (
    "A demonstration: nobody was measured, and all numbers are made up. People rest, climb stairs or walk, "
    "and are measured for 30 good seconds."
)
CONSENTS = (
    "Demo consent, first version. This is a demonstration; it asks for nothing.",
    "Demo consent, second version. The study now also keeps what you answer to its questions.",
)
QUESTIONS = (
    (
        Question.When.BEFORE,
        "Did you drink coffee or tea in the last two hours?",
        Question.Kind.YES_NO,
        "",
        True,
    ),
    (Question.When.BEFORE, "How do you feel?", Question.Kind.CHOICE, "Rested\nAs usual\nTired", True),
    (Question.When.AFTER, "How easy was it to hold still, from 1 to 5?", Question.Kind.NUMBER, "", True),
    (Question.When.AFTER, "Is there anything to add?", Question.Kind.TEXT, "", False),
)
DAYS = 60
"""How long ago the study began."""


def study(now: datetime, author: User) -> Study:
    """The row of the study, with consents and questions."""
    made = Study.objects.create(
        name=STUDY,
        description=DESCRIPTION,
        duration_s=30,
        required_quality=0.5,
        repeats=6,
        repeat_every_h=24,
        readers=2,
        retention_days=3650,
        created_at=now - timedelta(days=DAYS),
    )
    for version, text in enumerate(CONSENTS, 1):
        begun = now - timedelta(days=DAYS - 20 * (version - 1))
        StudyConsent.objects.create(
            study=made, version=version, text=text, created_by=author, created_at=begun
        )
    Question.objects.bulk_create(
        Question(
            study=made, when=when, position=place, text=text, kind=kind, choices=choices, required=required
        )
        for place, (when, text, kind, choices, required) in enumerate(QUESTIONS)
    )
    return made
