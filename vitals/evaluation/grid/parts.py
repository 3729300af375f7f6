"""The pieces of work that a record is cut into, each of them kept on its own, and how each is done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from vitals import monitor, pulse
from vitals.evaluation.datasets.rate_truth import RateTruth
from vitals.evaluation.datasets.record import Truth
from vitals.evaluation.grid import regions
from vitals.evaluation.grid.material import Material
from vitals.evaluation.grid.options import MONITOR, MONITOR_ALL, Options
from vitals.evaluation.grid.series import Answer, Config, Quantity
from vitals.heart_rate.estimators import ESTIMATORS
from vitals.monitor.step import seconds
from vitals.respiration.methods import METHODS as RR_METHODS
from vitals.signals.snr import snr_db
from vitals.types import Estimate, Rate

PRODUCT = "product"
"""In place of a region: the monitor takes the whole skin and its patches."""
TRACE = "trace"
"""Likewise for respiration methods, which take skin and shoulders."""


@dataclass(frozen=True, slots=True)
class Part:
    """One region (or `PRODUCT`, or `TRACE`) and one method, with all estimators."""

    region: str
    method: str

    @property
    def name(self) -> str:
        return f"{self.region}.{self.method}"


def parts(material: Material, truth: Truth, options: Options) -> list[Part]:
    """What there is to do for a record that has such truth."""
    found = []
    if truth.heart is not None and set(options.estimators) & set(ESTIMATORS):
        chosen = (*options.regions, regions.CONTACT)
        for region in [name for name in regions.available(material) if name in chosen]:
            found += [Part(region, m) for m in regions.methods(material, region, options.methods)]
    if truth.breath is not None:
        found += [Part(TRACE, name) for name in options.rr_methods if name in RR_METHODS]
    wanted = (truth.heart is not None, options.estimators), (truth.breath is not None, options.rr_methods)
    if any(has and {MONITOR, MONITOR_ALL} & set(names) for has, names in wanted):
        region = regions.CONTACT if material.contact else "skin"
        found += [Part(PRODUCT, m) for m in regions.methods(material, region, options.methods)]
    return found


def answers(part: Part, material: Material, truth: Truth, options: Options) -> Iterator[Answer]:
    """Every window of a part that has a truth, in order of time."""
    if part.region == PRODUCT:
        yield from _of_product(part, material, truth, options)
    elif part.region == TRACE:
        yield from _of_breath(part, material, truth.breath, options)
    else:
        yield from _of_heart(part, material, truth.heart, options)


def _of_heart(part: Part, material: Material, truth: RateTruth | None, options: Options) -> Iterator[Answer]:
    estimators = [name for name in options.estimators if name in ESTIMATORS]
    for t_s, true_bpm in _windows(material, truth, options.window_s, options):
        wave = regions.pulse_wave(material, part.region, part.method, t_s, options.window_s)
        for name in estimators:
            config = Config(Quantity.HEART, part.region, part.method, name)
            value_bpm = ESTIMATORS[name](*wave) if wave else float("nan")
            snr = snr_db(*wave, value_bpm) if wave and np.isfinite(value_bpm) else float("nan")
            yield Answer(config, t_s, true_bpm, value_bpm, snr_db=snr)


def _of_breath(part: Part, material: Material, truth: RateTruth | None, options: Options) -> Iterator[Answer]:
    config = Config(Quantity.BREATH, TRACE, part.method, "window")
    for t_s, true_bpm in _windows(material, truth, options.rr_window_s, options):
        seen = material.trace.between(t_s - options.rr_window_s, t_s)
        yield Answer(config, t_s, true_bpm, RR_METHODS[part.method](seen, t_s))


def _of_product(part: Part, material: Material, truth: Truth, options: Options) -> Iterator[Answer]:
    """Both rates of the monitor, from one run over the whole record."""
    method = pulse.CONTACT if material.contact else part.method
    estimates = {round(e.t_s, 3): e for e in monitor.run(material.trace, method)}
    for quantity, rate, window_s, chosen in (
        (Quantity.HEART, truth.heart, options.window_s, options.estimators),
        (Quantity.BREATH, truth.breath, options.rr_window_s, options.rr_methods),
    ):
        names = [name for name in (MONITOR, MONITOR_ALL) if name in chosen]
        for t_s, true_bpm in _windows(material, rate, window_s, options):
            if (estimate := estimates.get(round(t_s, 3))) is not None:
                for name in names:
                    config = Config(quantity, PRODUCT, part.method, name)
                    yield _answer(config, t_s, true_bpm, estimate)


def _answer(config: Config, t_s: float, true_bpm: float, estimate: Estimate) -> Answer:
    heart = config.quantity is Quantity.HEART
    rate: Rate = estimate.heart_rate if heart else estimate.respiratory_rate
    candidate = estimate.heart_candidate_bpm if heart else estimate.breath_candidate_bpm
    value = rate.value_bpm if config.estimator == MONITOR else candidate
    return Answer(
        config,
        t_s,
        true_bpm,
        float("nan") if value is None else value,
        rate.quality,
        float("nan") if estimate.snr_db is None or not heart else estimate.snr_db,
        str(rate.withheld or "") if config.estimator == MONITOR else "",
    )


def _windows(
    material: Material, truth: RateTruth | None, window_s: float, options: Options
) -> Iterator[tuple[float, float]]:
    """Ends of the full windows on whole seconds of the record, with the mean of the truth over each."""
    ends_s = seconds(material.trace) if truth is not None else []
    if truth is None or not ends_s:
        return
    first = int(np.ceil(window_s))
    for t_s in ends_s[first - 1 :: options.step_s]:
        true_bpm = truth.over(t_s, window_s)
        if np.isfinite(true_bpm):
            yield t_s, true_bpm
