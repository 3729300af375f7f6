"""The plots of a report, as SVG. Sized for a phone: on a desktop they stand side by side."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from vitals.evaluation.grid.series import Config, Series
from vitals.evaluation.metrics import curve, reliability
from vitals.evaluation.report.numbers import percent, rate
from vitals.evaluation.report.summary import REFERENCE, Summary, label

SIZE_IN = (4.6, 3.5)
INK, MUTED, LINE = "#12242c", "#4f626c", "#dce5e8"
COLOURS = ("#0b6b78", "#d9822b", "#7a4fa3", "#a3262a", "#3f7d3f", "#4f626c", "#b5577f", "#8a7a22")
STYLE: Any = {
    "font.size": 9,
    "axes.edgecolor": LINE,
    "axes.labelcolor": MUTED,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "grid.color": LINE,
    "xtick.color": MUTED,
    "ytick.color": MUTED,
}
MAX_BOXES = 14
SCATTER = 3000
"""Points drawn at most, every n-th of them; the figures are of all."""


@dataclass(frozen=True, slots=True)
class Plot:
    """One picture with what it says in words, for those who cannot see it."""

    title: str
    svg: bytes
    words: str
    caption: str = ""
    """Beneath the picture, where the words are too many."""


def bland_altman(series: Sequence[Series]) -> Plot | None:
    """Difference against mean of answer and truth (Bland, Altman 1986, doi:10.1016/S0140-6736(86)90837-8)."""
    value, truth = _answered(series)
    if len(value) < 2:
        return None
    mean, difference = (value + truth) / 2, value - truth
    bias, reach = difference.mean(), 1.96 * difference.std(ddof=1)
    figure, axes = _figure()
    step = max(1, len(value) // SCATTER)
    axes.scatter(mean[::step], difference[::step], s=8, color=COLOURS[0], alpha=0.35, linewidths=0)
    for level, style in ((bias, "-"), (bias - reach, "--"), (bias + reach, "--")):
        axes.axhline(level, color=COLOURS[1], linestyle=style, linewidth=1)
        axes.annotate(
            rate(level),
            (1, level),
            xycoords=("axes fraction", "data"),
            ha="right",
            va="bottom",
            color=COLOURS[1],
        )
    axes.set_xlabel("mean of answer and truth (/min)")
    axes.set_ylabel("answer − truth (/min)")
    words = f"bias {rate(bias)}/min, limits of agreement {rate(bias - reach)} to {rate(bias + reach)}/min"
    return Plot(f"Bland–Altman: {label(series[0].config)}", _svg(figure), words)


def error_against_coverage(summary: Summary, configs: Sequence[Config]) -> Plot | None:
    """What remains wrong when the least sure windows are left out first."""
    curves = [(c, found) for c in configs if (found := curve(summary.of(c))) is not None]
    if not curves:
        return None
    figure, (right, wrong) = _figure(height=5.0, rows=2)
    for (config, found), colour in zip(curves, COLOURS, strict=False):
        style = {"color": colour, "linewidth": 1.5, "label": label(config)}
        right.plot(100 * found.coverage, 100 * found.within, **style)
        wrong.plot(100 * found.coverage, found.mae_bpm, **style)
    right.set_xlim(0, 100)
    right.set_ylim(0, 102)
    right.set_ylabel("close to the truth (%)")
    right.legend(loc="lower left", fontsize=8, frameon=False)
    wrong.set_ylim(bottom=0)
    wrong.set_ylabel("MAE (/min)")
    wrong.set_xlabel("windows answered (%), the surest first")
    words = "; ".join(f"{label(c)}: {percent(f.within[-1])} at {percent(f.coverage[-1])}" for c, f in curves)
    return Plot("Error against coverage", _svg(figure), words)


def boxes(summary: Summary, configs: Sequence[Config]) -> Plot | None:
    """Absolute errors of each method: quartiles, whiskers at 5 and 95 %."""
    errors = [(label(c), _errors(summary.of(c))) for c in configs]
    errors = [(name, e) for name, e in errors if len(e)][:MAX_BOXES]
    if not errors:
        return None
    figure, axes = _figure(height=0.9 + 0.3 * len(errors))
    drawn = axes.boxplot(
        [e for _, e in errors],
        orientation="horizontal",
        whis=(5, 95),
        showfliers=False,
        widths=0.6,
        patch_artist=True,
        tick_labels=[name for name, _ in errors],
        medianprops={"color": INK},
    )
    for box in drawn["boxes"]:
        box.set(facecolor="#e2f0f2", edgecolor=COLOURS[0])
    axes.invert_yaxis()
    axes.set_xlim(left=0)
    axes.set_xlabel("absolute error (/min)")
    words = "; ".join(f"{name}: median {rate(float(np.median(e)))}/min" for name, e in errors)
    return Plot("Errors per method", _svg(figure), words, "quartiles and median; whiskers at 5 and 95 %")


def stated_against_observed(series: Sequence[Series]) -> Plot | None:
    """Whether a stated probability of 80 % is right in 80 % of the windows."""
    found = reliability(series)
    if found is None:
        return None
    figure, axes = _figure()
    axes.plot((0, 1), (0, 1), color=LINE, linewidth=1)
    area = 14 + 120 * found.count / found.count.max()
    axes.scatter(found.stated, found.observed, s=area, color=COLOURS[0], alpha=0.8, linewidths=0)
    axes.set_xlim(0, 1)
    axes.set_ylim(-0.03, 1.03)
    axes.set_xlabel("stated probability")
    axes.set_ylabel("share that was close to the truth")
    interval = "" if np.isnan(found.low) else f" (95 % interval {found.low:.2f}–{found.high:.2f})"
    words = (
        f"expected calibration error {found.error:.2f}{interval}; the area of a dot is its number of windows"
    )
    return Plot(f"Reliability: {label(series[0].config)}", _svg(figure), words)


def box_configs(summary: Summary, chosen: Sequence[Config], grid: Sequence[Config]) -> list[Config]:
    """The chosen rows without the constants, and each pulse or respiration method once, on the whole skin."""
    regions = [
        c for c in grid if c.estimator in ("spectrum", "window") and c.region in ("skin", "contact", "trace")
    ]
    return [*(c for c in chosen if c.region != REFERENCE), *regions]


def _answered(series: Sequence[Series]) -> tuple[Any, Any]:
    value = np.concatenate([s.value_bpm for s in series] or [np.zeros(0)])
    truth = np.concatenate([s.truth_bpm for s in series] or [np.zeros(0)])
    there = np.isfinite(value)
    return value[there], truth[there]


def _errors(series: Sequence[Series]) -> Any:
    value, truth = _answered(series)
    return abs(value - truth)


def _figure(height: float = SIZE_IN[1], rows: int = 1) -> tuple[Any, Any]:
    import matplotlib  # half a second to load: only where a report is written
    from matplotlib.figure import Figure

    with matplotlib.rc_context(STYLE):
        figure = Figure(figsize=(SIZE_IN[0], height), layout="constrained")
        axes = figure.subplots(rows, sharex=True)
        for each in np.atleast_1d(axes):
            each.grid(True, linewidth=0.6)
            each.set_axisbelow(True)
    return figure, axes


def _svg(figure: Any) -> bytes:
    import matplotlib

    buffer = io.BytesIO()
    with matplotlib.rc_context({"svg.fonttype": "none", "svg.hashsalt": "report", "font.size": 9}):
        figure.savefig(buffer, format="svg", metadata={"Date": None})
    return buffer.getvalue()
