"""Who measures when, after what, and how well it goes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np

from vitals.evaluation.face_synthetic import Course, course
from webapp.studies.demo.people import Person, Standing

FEWEST, MOST = 4, 8
"""Sessions of one person."""
SHORTEST_S, LONGEST_S = 40.0, 52.0
EFFORTS_BPM = {"rest": 0.0, "after stairs": 32.0, "after a walk": 14.0, "reading": 4.0}
"""Activity -> how far the heart is above rest at the start."""
SHARES = (0.55, 0.2, 0.15, 0.1)
FAILED, AWAY, MOVING = 0.03, 0.06, 0.2
"""Shares of the sessions that end without a result, or in which somebody goes away or moves."""
TONE_UNKNOWN = 5
"""What the made-up camera sees where the tone was not entered."""


@dataclass(frozen=True, slots=True)
class Planned:
    """One session before it is measured."""

    person: Person
    started_at: datetime
    activity: str
    truth: Course
    failed: bool
    away_s: tuple[float, float] | None
    moving_s: tuple[float, float] | None
    noise: float
    restless: float
    signals: bool

    @property
    def tone(self) -> int:
        return self.person.tone or TONE_UNKNOWN


def plan(rng: np.random.Generator, people: list[Person], now: datetime, with_signals: int) -> list[Planned]:
    """All sessions, in order of time; at most so many of them keep their signals."""
    active = [person for person in people if person.standing is Standing.ACTIVE]
    willing = [person.number for person in active if person.stores_signals][:with_signals]
    found: list[Planned] = []
    for person in active:
        count = int(rng.integers(FEWEST, MOST + 1))
        kept = int(rng.integers(count)) if person.number in willing else -1
        found += [_planned(rng, person, now, k, count, k == kept) for k in range(count)]
    return sorted(found, key=lambda one: one.started_at)


def _planned(
    rng: np.random.Generator, person: Person, now: datetime, k: int, count: int, signals: bool
) -> Planned:
    activity = str(rng.choice(list(EFFORTS_BPM), p=SHARES))
    effort = EFFORTS_BPM[activity] * float(rng.uniform(0.7, 1.3))
    seconds = float(rng.uniform(SHORTEST_S, LONGEST_S))
    days = 35 - 33 * (k + rng.random()) / count
    truth = course(
        rng,
        seconds,
        rest_bpm=person.rest_bpm + float(rng.normal(0, 3)),
        breath_bpm=person.breath_bpm + effort / 5,
        effort_bpm=effort,
    )
    lot = rng.random()
    return Planned(
        person=person,
        started_at=(now - timedelta(days=float(days))).replace(hour=int(rng.integers(7, 20))),
        activity=activity,
        truth=truth,
        failed=bool(lot < FAILED) and not signals,
        away_s=_stretch(rng, seconds) if FAILED <= lot < AWAY else None,
        moving_s=_stretch(rng, seconds) if AWAY <= lot < MOVING else None,
        noise=float(np.exp(rng.uniform(np.log(0.2), np.log(0.6)))),
        restless=float(np.exp(rng.uniform(np.log(0.002), np.log(0.012)))),
        signals=signals,
    )


def _stretch(rng: np.random.Generator, seconds: float) -> tuple[float, float]:
    start_s = float(rng.uniform(6, seconds / 2))
    return start_s, start_s + float(rng.uniform(5, seconds / 2))
