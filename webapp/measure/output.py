"""A measurement for people: in words, as a table, as a picture."""

from __future__ import annotations

import csv
import math
from pathlib import Path

from vitals.monitor import SERIES_COLUMNS, Measurement
from vitals.types import Estimate, Rate


def summary(measurement: Measurement) -> str:
    """A few lines."""
    return "\n".join(
        (
            f"heart rate        {_words(measurement.heart_rate)}",
            f"respiratory rate  {_words(measurement.respiratory_rate)}",
            f"{measurement.duration_s:.1f} s, {measurement.frames} frames{_pace(measurement.fps)}",
            f"method {measurement.method}, network {measurement.model or 'none'}",
            "Not a medical device.",
        )
    )


def write_csv(measurement: Measurement, path: Path) -> None:
    """One line per second, times in the file's own time."""
    with path.open("w", newline="", encoding="utf-8") as file:
        table = csv.writer(file)
        table.writerow(SERIES_COLUMNS)
        table.writerows(_row(estimate) for estimate in measurement.series)


def write_plot(measurement: Measurement, path: Path) -> None:
    """Both rates over time as a PNG; a second without a number is a gap."""
    from matplotlib.figure import Figure  # half a second to load: only where a plot is wanted

    figure = Figure(figsize=(9, 5), layout="constrained")
    heart, breath = figure.subplots(2, 1, sharex=True)
    t_s = [estimate.t_s for estimate in measurement.series]
    for axes, name, rates in (
        (heart, "heart rate (/min)", [estimate.heart_rate for estimate in measurement.series]),
        (breath, "respiratory rate (/min)", [estimate.respiratory_rate for estimate in measurement.series]),
    ):
        values = [float("nan") if rate.value_bpm is None else rate.value_bpm for rate in rates]
        axes.plot(t_s, values, marker=".")
        axes.set_ylabel(name)
        axes.grid(True, alpha=0.3)
    breath.set_xlabel("time (s)")
    figure.savefig(path, format="png", dpi=120)


def _words(rate: Rate) -> str:
    if rate.value_bpm is None:
        return f"–        withheld ({rate.withheld}): {rate.withheld.advice if rate.withheld else ''}"
    return f"{rate.value_bpm:.1f}/min  quality {rate.quality:.2f}"


def _pace(fps: float) -> str:
    return f", {fps:.1f} a second" if math.isfinite(fps) else ""


def _row(estimate: Estimate) -> list[object]:
    hr, rr = estimate.heart_rate, estimate.respiratory_rate
    heart = [_number(hr.value_bpm, 1), round(hr.quality, 3), hr.withheld]
    breath = [_number(rr.value_bpm, 1), round(rr.quality, 3), rr.withheld]
    return [_number(estimate.t_s, 3), *heart, *breath, _number(estimate.snr_db, 2)]


def _number(value: float | None, digits: int) -> float | None:
    return None if value is None else round(value, digits)
