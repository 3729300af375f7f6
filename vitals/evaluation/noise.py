"""What noise alone earns: how often it passes the bars.

    python -m vitals.evaluation.noise [--seeds 20]

Heart: constant skin, fingertip or sensor with noise, and skin under slowly drifting light. Breath: shoulders
that only show tracking noise or a slow sway; a steady pulse without any breath in it. Percentiles are of the
stated probability; the last column is the share of seconds that would have been answered.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np

from vitals import monitor, pulse
from vitals.limits import ESTIMATE_EVERY_S, HR_FIRST_S, RR_FIRST_S
from vitals.monitor.state import MonitorState
from vitals.types import Estimate, Float, Trace

SKIN = np.array([180.0, 130.0, 110.0])
RED_FINGERTIP = np.array([200.0, 3.0, 2.0])
"""Over a lamp so bright that green and blue are black: a single wave."""
SENSOR = np.ones(3)
SECONDS, FPS = 60, 30.0
PERCENTILES = (50, 90, 98, 99, 99.5)
"""Of the stated probability."""


def main() -> None:
    parser = argparse.ArgumentParser(description="What noise alone earns.")
    parser.add_argument("--seeds", type=int, default=20)
    seeds = range(parser.parse_args().seeds)
    print("probability at percentile".ljust(34) + "".join(f"{p:>8}" for p in PERCENTILES) + "  answered")
    for method in pulse.COLOUR_METHODS:
        _report(f"heart, camera noise, {method}", (_heart(still(seed), method) for seed in seeds))
    _report("heart, red fingertip, fused", (_heart(still(seed, RED_FINGERTIP), "fused") for seed in seeds))
    _report("heart, contact sensor", (_heart(still(seed, SENSOR), pulse.CONTACT) for seed in seeds))
    _report("heart, drifting light, fused", (_heart(drifting(seed), "fused") for seed in seeds))
    _report("breath, tracking noise", (_breath(shoulders(seed, sway_px=0)) for seed in seeds))
    _report("breath, sway", (_breath(shoulders(seed, sway_px=2)) for seed in seeds))
    _report("breath, pulse without breath", (_breath(breathless(seed)) for seed in seeds))


def still(seed: int, colour: Float = SKIN) -> Trace:
    """Skin of one colour and camera noise."""
    return Trace.of_skin(_t_s(), colour + np.random.default_rng(seed).normal(0, 0.3, (len(_t_s()), 3)))


def drifting(seed: int) -> Trace:
    """The same under light that wanders by 1 % in a second."""
    light = 1 + np.cumsum(np.random.default_rng(seed).normal(0, 0.002, len(_t_s())))
    noise = still(seed)
    return Trace.of_skin(noise.t_s, noise.rgb[:, 0] * light[:, None])


def breathless(seed: int) -> Trace:
    """A pulse of 72/min that nothing modulates, its pace wandering, under camera noise."""
    rng, t_s = np.random.default_rng(seed), _t_s()
    phase = np.cumsum(2 * np.pi * 72 / 60 / FPS * (1 + 0.3 * rng.normal(0, 1, len(t_s))))
    return Trace.of_skin(t_s, SKIN * (1 - 0.006 * np.cos(phase))[:, None] + rng.normal(0, 0.3, (len(t_s), 3)))


def shoulders(seed: int, sway_px: float) -> Trace:
    """Camera noise, and shoulders and head that sway together over seconds."""
    rng, t_s = np.random.default_rng(seed), _t_s()
    sway = np.interp(t_s, np.arange(0, SECONDS + 6, 3.0), rng.normal(0, sway_px, (SECONDS + 6) // 3))
    rise_px, head_px = (sway + rng.normal(0, 0.1, len(t_s)) for _ in range(2))
    return replace(still(seed), rise_px=rise_px, head_px=head_px)


def _t_s() -> Float:
    return np.arange(SECONDS * FPS + 1) / FPS


def _states(trace: Trace, method: str) -> Iterator[tuple[Estimate, MonitorState]]:
    state = MonitorState.fresh()
    for i in range(round(SECONDS / ESTIMATE_EVERY_S)):
        result, state = monitor.estimate(trace, (i + 1) * ESTIMATE_EVERY_S, state, method)
        yield result, state


def _heart(trace: Trace, method: str) -> list[tuple[float, bool]]:
    """(probability, answered) of the seconds that could have a heart rate."""
    return [
        (result.heart_rate.quality, result.heart_rate.value_bpm is not None)
        for result, _ in _states(trace, method)
        if result.t_s >= HR_FIRST_S
    ]


def _breath(trace: Trace) -> list[tuple[float, bool]]:
    return [
        (result.respiratory_rate.quality, result.respiratory_rate.value_bpm is not None)
        for result, _ in _states(trace, pulse.DEFAULT_METHOD)
        if result.t_s >= RR_FIRST_S
    ]


def _report(name: str, records: Iterable[list[tuple[float, bool]]]) -> None:
    confidence, answered = np.array([second for record in records for second in record]).T
    quantiles = "".join(f"{q:8.4f}" for q in np.percentile(confidence, PERCENTILES))
    print(f"{name:34}{quantiles}{answered.mean():10.1%}")


if __name__ == "__main__":
    main()
