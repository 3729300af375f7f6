"""The windows of one record under one method: what was said, what was true."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from vitals.kind import Kind
from vitals.types import Float


class Quantity(StrEnum):
    """What is measured."""

    HEART = "hr"
    BREATH = "rr"

    @property
    def words(self) -> str:
        return "heart rate" if self is Quantity.HEART else "respiratory rate"

    @property
    def close_bpm(self) -> float:
        """An answer this near to the truth counts as right."""
        return (Kind.HEART_RATE if self is Quantity.HEART else Kind.RESPIRATORY_RATE).close_bpm


@dataclass(frozen=True, slots=True)
class Config:
    """One cell of the grid."""

    quantity: Quantity
    region: str
    method: str
    estimator: str

    def __str__(self) -> str:
        return " / ".join(part for part in (self.region, self.method, self.estimator) if part)


@dataclass(frozen=True, slots=True)
class Answer:
    """One window."""

    config: Config
    t_s: float
    """End of the window, in the record's own time."""
    truth_bpm: float
    value_bpm: float
    """NaN: not answered."""
    probability: float = float("nan")
    """Stated, of being close; NaN where the method states none."""
    snr_db: float = float("nan")
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """All windows of one record under one configuration, in order; columns [N] as in `Answer`."""

    record: str
    subject: str
    activity: str
    config: Config
    t_s: Float
    truth_bpm: Float
    value_bpm: Float
    probability: Float
    snr_db: Float
    withheld: tuple[str, ...]


def stacked(record: str, subject: str, activity: str, answers: Iterable[Answer]) -> list[Series]:
    """Answers of one record as one series per configuration."""
    groups: dict[Config, list[Answer]] = {}
    for answer in answers:
        groups.setdefault(answer.config, []).append(answer)
    return [_series(record, subject, activity, config, group) for config, group in groups.items()]


def _series(record: str, subject: str, activity: str, config: Config, answers: list[Answer]) -> Series:
    rows = np.array([(a.t_s, a.truth_bpm, a.value_bpm, a.probability, a.snr_db) for a in answers])
    t_s, truth_bpm, value_bpm, probability, snr_db = rows.T
    withheld = tuple(a.withheld for a in answers)
    return Series(record, subject, activity, config, t_s, truth_bpm, value_bpm, probability, snr_db, withheld)
