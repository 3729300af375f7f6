"""The summary as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from vitals.evaluation.grid.series import Config, Quantity
from vitals.evaluation.report.numbers import brief, percent, rate
from vitals.evaluation.report.summary import REFERENCE, Scope, Summary, in_order, is_chosen, label

HEADS = ("windows", "coverage", "MAE", "RMSE", "MAPE", "r")
MAX_ACTIVITIES = 8
"""More do not fit beside each other; the page has them all."""


def table(summary: Summary) -> str:
    """The chosen rows with all measures and by activity, then the grid with two measures a cell."""
    blocks = []
    for quantity in summary.quantities():
        blocks.append(_chosen(summary, quantity))
        if len(summary.names(Scope.ACTIVITY, quantity)) > 1:
            blocks.append(_by_activity(summary, quantity))
        blocks += _grid(summary, quantity)
    return "\n\n".join(blocks) or "no window has both a signal and a truth"


def _chosen(summary: Summary, quantity: Quantity) -> str:
    heads = [*HEADS, f"within {quantity.close_bpm:g}/min"]
    rows = [(label(c), _cells(summary, c)) for c in summary.chosen(quantity)]
    return _aligned(quantity.words, heads, rows)


def _grid(summary: Summary, quantity: Quantity) -> list[str]:
    """A row per region and method, a column per estimator; nothing where there is no grid."""
    configs = [c for c in summary.configs(quantity) if c.region != REFERENCE]
    if all(is_chosen(c) for c in configs):
        return []
    rows = []
    for region in dict.fromkeys(c.region for c in configs):
        for method in in_order(c.method for c in configs if c.region == region):
            inside = [c for c in configs if (c.region, c.method) == (region, method)]
            rows.append((f"{region} {method}", [_cell(summary, c) for c in inside]))
    return [_aligned("grid: MAE / % within (coverage)", [], rows)]


def _cell(summary: Summary, config: Config) -> str:
    score = summary.score(config)
    return f"{config.estimator} {brief(score)}" if score else ""


def _cells(summary: Summary, config: Config) -> tuple[str, ...]:
    s = summary.score(config)
    if s is None:
        return ()
    within, errors = percent(s.within), (rate(s.mae_bpm), rate(s.rmse_bpm), percent(s.mape), rate(s.r, 2))
    return (str(s.windows), percent(s.coverage), *errors, within)


def _by_activity(summary: Summary, quantity: Quantity) -> str:
    activities = summary.names(Scope.ACTIVITY, quantity)[:MAX_ACTIVITIES]
    rows = []
    for config in summary.chosen(quantity):
        scores = [summary.score(config, Scope.ACTIVITY, a) for a in activities]
        rows.append((label(config), [brief(s) if s else "" for s in scores]))
    return _aligned("MAE / % within (coverage)", [_cut(a) for a in activities], rows)


def _aligned(title: str, heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> str:
    """Columns as wide as they need to be, numbers to the right."""
    lines = [(title, heads), *rows]
    count = max(len(cells) for _, cells in lines)
    padded = [[name, *cells, *[""] * (count - len(cells))] for name, cells in lines]
    widths = [max(len(line[i]) for line in padded) for i in range(count + 1)]
    return "\n".join(
        (
            line[0].ljust(widths[0])
            + "".join(c.rjust(w + 3) for c, w in zip(line[1:], widths[1:], strict=True))
        ).rstrip()
        for line in padded
    )


def _cut(text: str) -> str:
    return text if len(text) <= 18 else text[:17] + "…"
