"""Scores of every configuration in every scope: all records, each activity, each subject, each record."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property

import numpy as np

from vitals import pulse
from vitals.evaluation.grid.options import MONITOR, MONITOR_ALL
from vitals.evaluation.grid.parts import PRODUCT, TRACE
from vitals.evaluation.grid.series import Config, Quantity, Series
from vitals.evaluation.metrics import DRAWS, Score, score

CONSTANTS_BPM = {Quantity.HEART: 75.0, Quantity.BREATH: 15.0}
"""What anyone would guess who has not looked: an estimator has to beat it."""
REFERENCE = "reference"
ORACLE = "best constant (oracle)"
PLAIN_POS = ("skin", "pos", "spectrum")


class Scope(StrEnum):
    ALL = "all"
    ACTIVITY = "activity"
    SUBJECT = "subject"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Line:
    """One score."""

    scope: Scope
    name: str
    """Of the activity, the subject or the record; empty for all."""
    config: Config
    score: Score


@dataclass(frozen=True)
class Summary:
    """All of it."""

    series: tuple[Series, ...]
    """With those of the constants."""
    lines: tuple[Line, ...]

    def quantities(self) -> list[Quantity]:
        """Those that have windows with a truth."""
        return [q for q in Quantity if any(line.config.quantity is q for line in self.lines)]

    def configs(self, quantity: Quantity) -> list[Config]:
        """In the order of the grid."""
        found = (line.config for line in self.lines if line.config.quantity is quantity)
        return list(dict.fromkeys(found))

    def names(self, scope: Scope, quantity: Quantity) -> list[str]:
        """Of the activities, subjects or records that have a truth of the quantity."""
        found = [line for line in self.lines if line.scope is scope and line.config.quantity is quantity]
        return list(dict.fromkeys(line.name for line in found))

    def score(self, config: Config, scope: Scope = Scope.ALL, name: str = "") -> Score | None:
        """None where the configuration has no window in that scope."""
        return self._scores.get((scope, name, config))

    @cached_property
    def _scores(self) -> dict[tuple[Scope, str, Config], Score]:
        return {(line.scope, line.name, line.config): line.score for line in self.lines}

    def of(self, config: Config) -> list[Series]:
        """The series of one configuration, a record each."""
        return [s for s in self.series if s.config == config]

    def chosen(self, quantity: Quantity) -> list[Config]:
        """The rows that every table begins with: the product, plain POS and the constants."""
        return [config for config in self.configs(quantity) if is_chosen(config)]


def is_chosen(config: Config) -> bool:
    """Whether it is the product at its default, plain POS, or a constant; the rest is the grid."""
    if config.region == PRODUCT:
        return config.method in (pulse.DEFAULT_METHOD, pulse.CONTACT)
    return config.region == REFERENCE or (config.region, config.method, config.estimator) == PLAIN_POS


def in_order(methods: Iterable[str]) -> list[str]:
    """Each pulse method once, in the order of the registry; others as they come."""
    known = list(pulse.METHODS)
    found = list(dict.fromkeys(methods))
    return sorted(found, key=lambda name: known.index(name) if name in known else len(known))


def label(config: Config) -> str:
    """In the words of a table."""
    if config.region == REFERENCE:
        return config.method
    if config.region == PRODUCT:
        words = "every window" if config.estimator == MONITOR_ALL else "withholding"
        return f"product, {config.method}, {words}"
    if (config.region, config.method, config.estimator) == PLAIN_POS:
        return "plain POS"
    return config.method if config.region == TRACE else str(config)


def summarise(series: Iterable[Series]) -> Summary:
    """Scores of all series, and of the constants on the same windows."""
    series = tuple(s for s in series if len(s.t_s))
    lines: list[Line] = []
    every: list[Series] = []
    for quantity in Quantity:
        ours = [s for s in series if s.config.quantity is quantity]
        if not ours:
            continue
        constant = [_constant(s, CONSTANTS_BPM[quantity]) for s in _one_per_record(ours)]
        ours = sorted([*ours, *constant], key=lambda s: _rank(s.config))
        every += ours
        for scope in Scope:
            lines += _lines(scope, ours)
    return Summary(tuple(every), tuple(lines))


def _lines(scope: Scope, series: Sequence[Series]) -> list[Line]:
    draws = DRAWS if scope in (Scope.ALL, Scope.ACTIVITY) else 0
    found = []
    for name in dict.fromkeys(_name(scope, s) for s in series):
        group = [s for s in series if _name(scope, s) == name]
        by_config: dict[Config, list[Series]] = {}
        for s in group:
            by_config.setdefault(s.config, []).append(s)
        found += [Line(scope, name, config, score(part, draws)) for config, part in by_config.items()]
        oracle = _oracle([s for s in group if s.config.region == REFERENCE])
        found.append(Line(scope, name, oracle[0].config, score(oracle, draws)))
    return found


def _name(scope: Scope, s: Series) -> str:
    names = {Scope.ACTIVITY: s.activity, Scope.SUBJECT: s.subject, Scope.RECORD: s.record}
    return names.get(scope, "")


def _one_per_record(series: Sequence[Series]) -> list[Series]:
    """All configurations of a record see the same windows; the longest row has them all."""
    longest: dict[str, Series] = {}
    for s in series:
        if s.record not in longest or len(s.t_s) > len(longest[s.record].t_s):
            longest[s.record] = s
    return list(longest.values())


def _constant(s: Series, rate_bpm: float, name: str = "") -> Series:
    method = name or f"constant {rate_bpm:g}/min"
    silent = np.full(len(s.t_s), np.nan)
    return replace(
        s,
        config=Config(s.config.quantity, REFERENCE, method, ""),
        value_bpm=np.full(len(s.t_s), rate_bpm),
        probability=silent,
        snr_db=silent,
        withheld=("",) * len(s.t_s),
    )


def _oracle(constant: Sequence[Series]) -> list[Series]:
    """The constant of least MAE on these very windows: it knows the truth, no estimator does."""
    best_bpm = float(np.median(np.concatenate([s.truth_bpm for s in constant])))
    return [_constant(s, best_bpm, ORACLE) for s in constant]


def _rank(config: Config) -> int:
    """The product first, then the constants, plain POS, the grid."""
    if config.region == PRODUCT:
        return 0 if is_chosen(config) and config.estimator == MONITOR else 1 if is_chosen(config) else 4
    return 3 if config.region == REFERENCE else 2 if is_chosen(config) else 5
