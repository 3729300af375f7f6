"""The summary as plain text."""

from __future__ import annotations

from vitals.evaluation.grid.series import Config, Quantity
from vitals.evaluation.report.numbers import brief, percent, rate
from vitals.evaluation.report.summary import Scope, Summary, is_chosen, label

HEADER = ("windows", "coverage", "MAE", "RMSE", "MAPE", "r", "within")
MAX_ACTIVITIES = 8
"""More do not fit beside each other; the page has them all."""


def table(summary: Summary) -> str:
    """Every configuration over all records, and the chosen ones per activity."""
    blocks = []
    for quantity in summary.quantities():
        blocks.append(_all(summary, quantity))
        if len(summary.names(Scope.ACTIVITY, quantity)) > 1:
            blocks.append(_by_activity(summary, quantity))
    return "\n\n".join(blocks) or "no window has both a signal and a truth"


def _all(summary: Summary, quantity: Quantity) -> str:
    chosen = summary.chosen(quantity)
    grid = [c for c in summary.configs(quantity) if not is_chosen(c)]
    names = [label(c) for c in (*chosen, *grid)]
    width = max(map(len, [quantity.words, *names])) + 2
    lines = [
        quantity.words.ljust(width) + "".join(h.rjust(10) for h in HEADER) + f"  ({quantity.close_bpm:g}/min)"
    ]
    for config, name in zip((*chosen, *grid), names, strict=True):
        lines.append(name.ljust(width) + "".join(cell.rjust(10) for cell in _cells(summary, config)))
    return "\n".join(lines)


def _cells(summary: Summary, config: Config) -> tuple[str, ...]:
    s = summary.score(config)
    if s is None:
        return ()
    within, errors = percent(s.within), (rate(s.mae_bpm), rate(s.rmse_bpm), percent(s.mape), rate(s.r, 2))
    return (str(s.windows), percent(s.coverage), *errors, within)


def _by_activity(summary: Summary, quantity: Quantity) -> str:
    activities = summary.names(Scope.ACTIVITY, quantity)[:MAX_ACTIVITIES]
    names = [label(c) for c in summary.chosen(quantity)]
    width = max(map(len, names)) + 2
    lines = ["MAE / % within (coverage)".ljust(width) + "".join(_cut(a).rjust(20) for a in activities)]
    for config, name in zip(summary.chosen(quantity), names, strict=True):
        scores = [summary.score(config, Scope.ACTIVITY, a) for a in activities]
        lines.append(name.ljust(width) + "".join((brief(s) if s else "").rjust(20) for s in scores))
    return "\n".join(lines)


def _cut(text: str) -> str:
    return text if len(text) <= 18 else text[:17] + "…"
