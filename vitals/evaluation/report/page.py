"""The report as one self-contained HTML page: no script, no font, nothing to be loaded."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape
from pathlib import Path

from vitals.evaluation.grid.options import MONITOR_ALL
from vitals.evaluation.grid.parts import PRODUCT
from vitals.evaluation.grid.series import Config, Quantity
from vitals.evaluation.report import plots, tables
from vitals.evaluation.report.about import About
from vitals.evaluation.report.numbers import percent, rate
from vitals.evaluation.report.plots import Plot
from vitals.evaluation.report.summary import REFERENCE, Scope, Summary, is_chosen, label

_STYLE = Path(__file__).with_name("style.css")
_NOTES = """
<p>Every method answers for the same trailing windows. Truth is the mean of the contact sensor over the
window. MAE, RMSE, MAPE, r and bias are of the answered windows only, so read them beside coverage.
In small print: 95 % intervals by bootstrap over subjects (whole subjects are drawn 2000 times); with few
subjects they say little.</p>
<p>The best constant is an oracle: it is chosen on the very windows that it is scored on. Below it, a method
tells more than the mean of the group. A constant has no r.</p>
<p>The product follows the rate over time, has windows of its own (10 s for heart rate, 30 s for respiratory
rate) and withholds what it does not trust; "every window" is what it would have said. All other methods know
one window and never decline, unless they find no rate at all. Nothing is chosen here: picking the best cell
of the grid on the set that it is scored on would flatter it.</p>
<p>Not a medical device.</p>
"""


def page(summary: Summary, about: About) -> str:
    """The whole page."""
    parts = [_head(about), _failures(about)]
    parts += [_section(summary, quantity, about) for quantity in summary.quantities()]
    if not summary.quantities():
        parts.append("<p>No window has both a signal and a truth.</p>")
    parts.append(f"<h2>How to read it</h2>{_NOTES}{_facts(about)}")
    return (
        f"<!doctype html><html lang=en><head><meta charset=utf-8>"
        f'<meta name=viewport content="width=device-width, initial-scale=1">'
        f"<title>Evaluation of {escape(about.folder)}</title>"
        f"<style>{_STYLE.read_text(encoding='utf-8')}</style>"
        f"</head><body><main>{''.join(parts)}</main></body></html>\n"
    )


def _head(about: About) -> str:
    return (
        f"<h1>Evaluation of {escape(about.folder)}</h1>"
        f"<p class=muted>{escape(about.layout)}: {about.records} records of {about.subjects} subjects</p>"
    )


def _failures(about: About) -> str:
    if not about.failures:
        return ""
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(why)}</dd>" for name, why in about.failures.items())
    title = f"Not measured: {len(about.failures)} of {about.records} records"
    return f"<div class='card failures'><h3>{title}</h3><dl>{rows}</dl></div>"


def _section(summary: Summary, quantity: Quantity, about: About) -> str:
    chosen = summary.chosen(quantity)
    grid = [c for c in summary.configs(quantity) if not is_chosen(c)]
    parts = [
        f"<h2>{quantity.words.capitalize()}</h2>",
        _tiles(summary, chosen, quantity),
        _card("Over all records", tables.measures(summary, chosen, quantity)),
    ]
    if len(summary.names(Scope.ACTIVITY, quantity)) > 1:
        note = f"MAE in /min / share within {quantity.close_bpm:g}/min"
        parts.append(_card("By activity", tables.by_scope(summary, chosen, quantity, Scope.ACTIVITY), note))
    parts.append(_plots(summary, quantity, chosen, grid))
    parts.append(_grids(summary, quantity))
    for scope in (Scope.SUBJECT, Scope.RECORD):
        few = [c for c in chosen if c.region != REFERENCE or "oracle" in c.method]
        body = tables.by_scope(summary, few, quantity, scope)
        parts.append(f"<details><summary>By {scope}</summary>{_card('', body)}</details>")
    return "".join(parts)


def _tiles(summary: Summary, chosen: Sequence[Config], quantity: Quantity) -> str:
    """The product in four numbers."""
    product = next((c for c in chosen if c.region == PRODUCT), None)
    s = summary.score(product) if product else None
    if product is None or s is None:
        return ""
    tiles = (
        (percent(s.coverage), "of the windows answered"),
        (percent(s.within), f"of those within {quantity.close_bpm:g}/min"),
        (rate(s.mae_bpm), "MAE in /min"),
        (rate(s.r, 2), "Pearson's r"),
    )
    body = "".join(f"<div class=tile><b>{value}</b><span>{words}</span></div>" for value, words in tiles)
    return f"<p class=muted>{escape(label(product))}</p><div class=tiles>{body}</div>"


def _plots(summary: Summary, quantity: Quantity, chosen: Sequence[Config], grid: Sequence[Config]) -> str:
    ours = [c for c in chosen if c.region == PRODUCT]
    with_curve = [c for c in chosen if c.region != REFERENCE]
    found: list[Plot | None] = [plots.bland_altman(summary.of(c)) for c in ours]
    found.append(plots.error_against_coverage(summary, with_curve))
    found += [plots.stated_against_observed(summary.of(c)) for c in ours if c.estimator == MONITOR_ALL]
    found.append(plots.boxes(summary, plots.box_configs(summary, chosen, grid)))
    return f"<div class=plots>{''.join(_figure(plot) for plot in found if plot is not None)}</div><br>"


def _figure(plot: Plot) -> str:
    data = base64.b64encode(plot.svg).decode()
    words = escape(plot.words)
    return (
        f"<div class=card><h3>{escape(plot.title)}</h3><figure>"
        f'<img alt="{words}" src="data:image/svg+xml;base64,{data}">'
        f"<figcaption>{escape(plot.caption) or words}</figcaption></figure></div>"
    )


def _grids(summary: Summary, quantity: Quantity) -> str:
    """A table per region."""
    configs = [c for c in summary.configs(quantity) if c.region != REFERENCE]
    note = f"MAE in /min / share within {quantity.close_bpm:g}/min; darker is better"
    cards = []
    for region in dict.fromkeys(c.region for c in configs):
        inside = [c for c in configs if c.region == region]
        title = {"trace": "Respiration methods", PRODUCT: "The product by pulse method"}.get(
            region, f"Region: {region}"
        )
        cards.append(_card(title, tables.grid(summary, inside, quantity), note))
    return f"<h3>The grid</h3><div class='plots wide'>{''.join(cards)}</div><br>"


def _card(title: str, body: str, note: str = "") -> str:
    head = f"<h3>{escape(title)}</h3>" if title else ""
    foot = f"<p class=note>{escape(note)}</p>" if note else ""
    return f"<div class=card>{head}{body}{foot}</div>"


def _facts(about: About) -> str:
    o = about.options
    facts = {
        "windows": f"HR {o.window_s:g} s, RR {o.rr_window_s:g} s, every {o.step_s} s",
        "truth": "; ".join(about.origins),
        "network": about.model,
        "command": about.command,
    }
    rows = "".join(f"<dt>{name}</dt><dd>{escape(words)}</dd>" for name, words in facts.items() if words)
    return f"<div class=card><dl>{rows}</dl></div>"
