"""Numbers as people read them; what is not known is a dash."""

from __future__ import annotations

import math

from vitals.evaluation.metrics import Score

DASH = "–"
MINUS = "−"


def rate(value: float, digits: int = 1) -> str:
    if not math.isfinite(value):
        return DASH
    text = f"{abs(value):.{digits}f}"
    return MINUS + text if value < 0 and float(text) else text


def percent(share: float) -> str:
    return DASH if not math.isfinite(share) else f"{100 * share:.0f} %"


def between(score: Score, name: str, percents: bool = False) -> str:
    """The interval of a measure, or nothing."""
    if name not in score.low:
        return ""
    low, high = score.low[name], score.high[name]
    ends = [f"{100 * end:.0f}" if percents else rate(end) for end in (low, high)]
    return "" if ends[0] == ends[1] else f"{ends[0]}–{ends[1]}"


def brief(score: Score) -> str:
    """MAE / share within, and coverage where it is not all."""
    if not score.answered:
        return "0 % answered"
    covered = "" if score.coverage == 1 else f" ({percent(score.coverage)})"
    return f"{rate(score.mae_bpm)} / {100 * score.within:.0f}{covered}"
