"""The tables of a report, as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from vitals.evaluation.grid.parts import PRODUCT
from vitals.evaluation.grid.series import Config, Quantity
from vitals.evaluation.metrics import Score
from vitals.evaluation.report.numbers import DASH, between, percent, rate
from vitals.evaluation.report.summary import Scope, Summary, in_order, label

HEADS = ("coverage", "RMSE /min", "MAPE", "r", "bias /min", "SNR dB", "windows")
HEAT_BPM = {Quantity.HEART: 20.0, Quantity.BREATH: 8.0}
"""MAE from which a cell of the grid is no paler any more."""


def measures(summary: Summary, configs: Sequence[Config], quantity: Quantity) -> str:
    """All measures over all records, a row per configuration."""
    heads = ["", "MAE /min", f"within {quantity.close_bpm:g}/min", *HEADS]
    rows = []
    for config in configs:
        s = summary.score(config)
        if s is not None:
            rows.append(_row(label(config), _cells(s), product=config.region == PRODUCT))
    return _table(heads, rows)


def by_scope(summary: Summary, configs: Sequence[Config], quantity: Quantity, scope: Scope) -> str:
    """MAE, share within and coverage: a column per activity, or a row per subject or record."""
    names = summary.names(scope, quantity)
    if scope is Scope.ACTIVITY:
        rows = [
            _row(label(c), [_pair(summary.score(c, scope, n)) for n in names], product=c.region == PRODUCT)
            for c in configs
        ]
        return _table(["", *names], rows)
    rows = [_row(n, [_pair(summary.score(c, scope, n)) for c in configs]) for n in names]
    return _table(["", *(label(c) for c in configs)], rows)


def grid(summary: Summary, configs: Sequence[Config], quantity: Quantity) -> str:
    """One region: methods down, estimators across."""
    methods = in_order(c.method for c in configs)
    estimators = list(dict.fromkeys(c.estimator for c in configs))
    rows = []
    for method in methods:
        cells = []
        for estimator in estimators:
            found = [c for c in configs if (c.method, c.estimator) == (method, estimator)]
            cells.append(_heated(summary.score(found[0]) if found else None, quantity))
        rows.append(f"<tr><th scope=row>{escape(method)}</th>{''.join(cells)}</tr>")
    return _table(["", *estimators], rows)


def _cells(s: Score) -> list[str]:
    return [
        _with(rate(s.mae_bpm), between(s, "mae_bpm")),
        _with(percent(s.within), between(s, "within", percents=True)),
        _with(percent(s.coverage), between(s, "coverage", percents=True)),
        _with(rate(s.rmse_bpm), between(s, "rmse_bpm")),
        percent(s.mape),
        rate(s.r, 2),
        rate(s.bias_bpm),
        rate(s.snr_db),
        str(s.windows),
    ]


def _with(text: str, interval: str) -> str:
    return f"{text}<small>{interval}</small>" if interval else text


def _pair(s: Score | None) -> str:
    if s is None:
        return ""
    if not s.answered:
        return f"{DASH}<small>0 % answered</small>"
    return f"{rate(s.mae_bpm)} / {percent(s.within)}<small>{percent(s.coverage)} answered</small>"


def _heated(s: Score | None, quantity: Quantity) -> str:
    if s is None or not s.answered:
        return f"<td>{DASH}</td>"
    strength = max(0.0, 1 - s.mae_bpm / HEAT_BPM[quantity])
    covered = "" if s.coverage > 0.995 else f"<small>{percent(s.coverage)} answered</small>"
    colour = f"rgb(11 107 120 / {0.45 * strength:.2f})"
    return f'<td class=heat style="background:{colour}">{rate(s.mae_bpm)} / {percent(s.within)}{covered}</td>'


def _row(name: str, cells: Iterable[str], product: bool = False) -> str:
    kind = " class=product" if product else ""
    body = "".join(f"<td>{cell}</td>" for cell in cells)
    return f"<tr{kind}><th scope=row>{escape(name)}</th>{body}</tr>"


def _table(heads: Sequence[str], rows: Sequence[str]) -> str:
    head = "".join(f"<th scope=col>{escape(h)}</th>" for h in heads)
    body = "".join(rows)
    return f"<div class=scroll><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
