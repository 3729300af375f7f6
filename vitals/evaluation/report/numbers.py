"""Numbers as people read them; what is not known is a dash."""

from __future__ import annotations

import math

from vitals.evaluation.metrics import Score

DASH = "–"
MINUS = "−"


def rate(value: float, digits: int = 1) -> str:
    return DASH if not math.isfinite(value) else f"{value:.{digits}f}".replace("-", MINUS)


def percent(share: float) -> str:
    return DASH if not math.isfinite(share) else f"{100 * share:.0f} %"


def between(score: Score, name: str, percents: bool = False) -> str:
    """The interval of a measure, or nothing."""
    if name not in score.low:
        return ""
    low, high = score.low[name], score.high[name]
    if percents:
        return f"{100 * low:.0f}–{100 * high:.0f}"
    return f"{rate(low)}–{rate(high)}"


def brief(score: Score) -> str:
    """MAE / share within, and coverage where it is not all."""
    if not score.answered:
        return "0 % answered"
    covered = "" if score.coverage == 1 else f" ({percent(score.coverage)})"
    return f"{rate(score.mae_bpm)} / {100 * score.within:.0f}{covered}"
