"""What is to be evaluated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from vitals import pulse
from vitals.errors import DatasetError
from vitals.evaluation.grid.regions import REGIONS
from vitals.heart_rate.estimators import ESTIMATORS
from vitals.limits import HR_WINDOW_S, RR_WINDOW_S
from vitals.pulse.plugins import enable
from vitals.respiration.methods import METHODS as RR_METHODS

MONITOR, MONITOR_ALL = "monitor", "monitor-all"
"""The product's own chain: with what it withholds, and with every window answered."""
HEART_ESTIMATORS = (*ESTIMATORS, MONITOR, MONITOR_ALL)
BREATH_METHODS = (*RR_METHODS, MONITOR, MONITOR_ALL)
MIN_WINDOW_S = 2.0
MIN_RR_WINDOW_S = 16.0
MAX_WINDOW_S = 600.0
"""One rate for longer is none."""


@dataclass(frozen=True, slots=True)
class Options:
    """One grid. Windows are trailing; the monitor has its own (10 s HR, 30 s RR)."""

    window_s: float = HR_WINDOW_S
    rr_window_s: float = RR_WINDOW_S
    step_s: int = 1
    """Whole seconds: the monitor answers once a second."""
    regions: tuple[str, ...] = REGIONS
    methods: tuple[str, ...] = tuple(pulse.METHODS)
    estimators: tuple[str, ...] = HEART_ESTIMATORS
    rr_methods: tuple[str, ...] = BREATH_METHODS
    plugins: tuple[str, ...] = ()
    """Pulse methods of other people (docs/library.md); they are among the methods too."""

    def __post_init__(self) -> None:
        if not MIN_WINDOW_S <= self.window_s <= MAX_WINDOW_S:
            raise DatasetError(
                f"a window of {self.window_s:g} s has no heart rate: "
                f"give {MIN_WINDOW_S:g} to {MAX_WINDOW_S:g} s"
            )
        if not MIN_RR_WINDOW_S <= self.rr_window_s <= MAX_WINDOW_S:
            raise DatasetError(
                f"{self.rr_window_s:g} s have no respiratory rate: "
                f"give {MIN_RR_WINDOW_S:g} to {MAX_WINDOW_S:g} s"
            )
        if self.step_s < 1:
            raise DatasetError(f"a step of {self.step_s} s is too small: give whole seconds, at least 1")

    @classmethod
    def of(
        cls,
        *,
        window_s: float = HR_WINDOW_S,
        rr_window_s: float = RR_WINDOW_S,
        step_s: int = 1,
        regions: Iterable[str] = (),
        methods: Iterable[str] = (),
        estimators: Iterable[str] = (),
        rr_methods: Iterable[str] = (),
        plugins: Iterable[str] = (),
    ) -> Self:
        """From names; an empty list is all of them, "none" is none.

        Raises:
            DatasetError: A name is unknown; the message lists the known ones.
            MethodError: A plug-in is not installed.
        """
        named = tuple(dict.fromkeys(plugins))  # named twice, its windows would count twice
        for name in named:
            enable(name)
        return cls(
            window_s,
            rr_window_s,
            step_s,
            _chosen("region", regions, REGIONS),
            (*_chosen("pulse method", methods, tuple(pulse.METHODS)), *named),
            _chosen("estimator", estimators, HEART_ESTIMATORS),
            _chosen("respiration method", rr_methods, BREATH_METHODS),
            named,
        )


def _chosen(what: str, names: Iterable[str], known: tuple[str, ...]) -> tuple[str, ...]:
    names = tuple(names)
    unknown = [name for name in names if name not in (*known, "none")]
    if unknown:
        raise DatasetError(f"unknown {what} {unknown[0]!r}: choose from {', '.join(known)}")
    if not names:
        return known
    return tuple(name for name in known if name in names)
