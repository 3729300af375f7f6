"""Estimates a second as the columns that charts draw."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

RATES = ("heart_rate", "respiratory_rate")


def columns(series: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """One list a column, null where there is nothing."""
    return {
        "t_s": [row["t_s"] for row in series],
        **{name: _rate([row[name] for row in series]) for name in RATES},
        "snr_db": [row["snr_db"] for row in series],
        "instruction": [row["instruction"] for row in series],
    }


def _rate(rates: list[dict[str, Any]]) -> dict[str, Any]:
    """`low` and `high` hold it 9 times in 10; nobody knows them of what was measured by earlier versions."""
    edges = [rate.get("interval") or (None, None) for rate in rates]
    return {
        "value": [rate["value"] for rate in rates],
        "low": [low for low, _ in edges],
        "high": [high for _, high in edges],
        "quality": [None if rate["value"] is None else rate["quality"] for rate in rates],
        "withheld": [rate["withheld"] for rate in rates],
    }
