"""The whole record in two numbers, or the reason that most of its seconds have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from vitals.heart_rate.hrv import variability
from vitals.limits import HR_FIRST_S, HR_WINDOW_S, RR_FIRST_S, RR_WINDOW_S
from vitals.monitor.measurement import Measurement
from vitals.quality import measured_fps
from vitals.types import Estimate, Float, Rate, Trace
from vitals.withheld import Withheld

MIN_ANSWERED_SHARE = 0.25
"""Of the seconds that could have had a number; with fewer, the record as a whole has none."""


def summarise(
    trace: Trace, estimates: Sequence[Estimate], method: str, model: str | None = None
) -> Measurement:
    """Sum up a record from its estimates, one per second and in order."""
    start_s = float(trace.t_s[0]) if len(trace) else 0.0
    return Measurement(
        duration_s=float(trace.t_s[-1]) - start_s if len(trace) else 0.0,
        fps=measured_fps(trace.t_s),
        frames=len(trace),
        heart_rate=_whole(
            [e.heart_rate for e in estimates],
            _before(estimates, start_s + HR_FIRST_S),
            _before(estimates, start_s + HR_WINDOW_S),
        ),
        respiratory_rate=_whole(
            [e.respiratory_rate for e in estimates],
            _before(estimates, start_s + RR_FIRST_S),
            _before(estimates, start_s + RR_WINDOW_S),
        ),
        series=tuple(estimates),
        method=method,
        model=model,
        hrv=variability(trace, estimates, method),
    )


def _before(estimates: Sequence[Estimate], from_s: float) -> int:
    """How many estimates lie before a time."""
    return sum(e.t_s < from_s - 1e-6 for e in estimates)


def _whole(rates: Sequence[Rate], provisional: int, confirmed: int) -> Rate:
    """Median of the answers, weighted by quality; one lost lock does not move it. Its quality is their mean:
    the probability that a number shown during the record was right.

    Numbers are possible from index `provisional` on; where there are any from full windows, which begin at
    `confirmed`, only those count.
    """
    full = rates[confirmed:]
    could = full if any(r.value_bpm is not None for r in full) else rates[provisional:]
    answers = [(r.value_bpm, r.quality) for r in could if r.value_bpm is not None]
    if answers and len(answers) >= MIN_ANSWERED_SHARE * len(could):
        values, weights = np.array(answers).T
        return Rate.answered(_weighted_median(values, weights), float(weights.mean()))
    return Rate.none(_commonest(could or rates))


def _weighted_median(values: Float, weights: Float) -> float:
    order = values.argsort()
    middle = np.searchsorted(weights[order].cumsum(), weights.sum() / 2)
    return float(values[order][min(int(middle), len(values) - 1)])


def _commonest(rates: Sequence[Rate]) -> Withheld:
    """The reason of most seconds; the earlier in the list of reasons where two are level."""
    counts = Counter(r.withheld for r in rates if r.withheld is not None)
    return max(Withheld, key=lambda reason: counts[reason]) if counts else Withheld.TOO_SHORT
