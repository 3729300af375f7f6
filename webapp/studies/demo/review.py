"""What reviewers have added: remarks, exclusions, comments, and the judgements of two readers."""

from __future__ import annotations

from datetime import timedelta

import numpy as np
from django.contrib.auth.models import User

from webapp.records.models import Annotation, Comment, Reading, Session

REMARKS = ("Talks for a moment.", "Looks away.", "A cloud passes: the light changes.", "Coughs.")
REASONS = ("The wrong person was measured.", "The chest strap had slipped.", "Left the chair.")
COMMENTS = (
    "Demo: rate and wave fit together.",
    "Demo: could the second reader look at the breath, please?",
    "Demo: the reference was read two minutes later.",
)


def remarks(rng: np.random.Generator, session: Session, author: User) -> list[Annotation]:
    """A remark in one of seven, an excluded span in one of twenty, a whole exclusion in one of thirty."""
    lot, later = rng.random(), session.started_at + timedelta(days=1)
    if lot < 1 / 30:
        text = str(rng.choice(REASONS))
        return [Annotation(session=session, author=author, excludes=True, text=text, created_at=later)]
    start_s = round(float(rng.uniform(5, 25)), 1)
    span = {"start_s": start_s, "end_s": start_s + 8, "session": session, "author": author}
    if lot < 1 / 30 + 1 / 20:
        return [Annotation(excludes=True, text="Talks to somebody.", created_at=later, **span)]
    if lot < 1 / 30 + 1 / 20 + 1 / 7:
        return [Annotation(text=str(rng.choice(REMARKS)), created_at=later, **span)]
    return []


def said(rng: np.random.Generator, session: Session, author: User) -> list[Comment]:
    if rng.random() > 0.1:
        return []
    later = session.started_at + timedelta(days=2)
    return [Comment(session=session, author=author, text=str(rng.choice(COMMENTS)), created_at=later)]


def judgements(rng: np.random.Generator, session: Session, readers: list[User]) -> list[Reading]:
    """The first reader has come further than the second; they agree most of the time."""
    found = []
    usable = session.hr_bpm is not None and session.hr_quality > 0.6
    for reader, share in zip(readers, (0.5, 0.3), strict=True):
        if rng.random() > share:
            break
        sure = usable if rng.random() < 0.9 else not usable
        found.append(_reading(rng, session, reader, sure))
    return found


def _reading(rng: np.random.Generator, session: Session, reader: User, usable: bool) -> Reading:
    heart = session.hr_bpm
    return Reading(
        session=session,
        reader=reader,
        verdict=Reading.Verdict.USABLE if usable else str(rng.choice(["unsure", "unusable"])),
        hr_bpm=round(heart + float(rng.normal(0, 1))) if usable and heart is not None else None,
        text="" if usable else "Demo: the wave is hard to read.",
        created_at=session.started_at + timedelta(days=1),
    )
