"""The agreement of an archive as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from vitals.agreement import Agreement, Figure
from vitals.archive.compare import Comparison, Repeat

ROWS = {
    "coverage": "coverage",
    "mae_bpm": "MAE",
    "rmse_bpm": "RMSE",
    "bias_bpm": "bias",
    "sd_bpm": "SD",
    "lower_limit_bpm": "lower limit of agreement",
    "upper_limit_bpm": "upper limit of agreement",
    "r": "Pearson r",
    "within": "within",
}


def text(found: Sequence[Comparison], repeated: Repeat) -> str:
    """A block for each kind of rate and what it is compared over; beside each other where it comes from."""
    same = f"{repeated.same} of {repeated.sessions}"
    blocks = [f"agreement with the references; {same} sessions with signals give the exported rates again"]
    for over, kind in dict.fromkeys((c.over, c.agreement.kind) for c in found):
        beside = [c for c in found if (c.over, c.agreement.kind) == (over, kind)]
        heads = [f"{kind.value.replace('_', ' ')}, {over}", *(c.origin for c in beside)]
        blocks.append(_aligned([heads, *_rows([c.agreement for c in beside])]))
    return "\n\n".join(blocks)


def _rows(beside: Sequence[Agreement]) -> list[list[str]]:
    counted = [["pairs, participants", *(f"{a.pairs}, {a.participants}" for a in beside)]]
    close = f" {beside[0].kind.close_bpm:g}/min"
    return counted + [
        [label + (close if name == "within" else ""), *(_cell(getattr(a, name)) for a in beside)]
        for name, label in ROWS.items()
    ]


def _aligned(rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = ["   ".join(c.ljust(w) for c, w in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join(lines)


def _cell(figure: Figure) -> str:
    if figure.value is None:
        return "-"
    interval = "" if figure.low is None else f" ({figure.low:.2f} to {figure.high:.2f})"
    return f"{figure.value:.2f}{interval}"
