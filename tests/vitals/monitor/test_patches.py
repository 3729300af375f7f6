"""Patches speak beside the whole skin, if they are large enough."""

import numpy as np

from vitals import monitor
from vitals.types import REGIONS, ROW_LENGTH, Trace

T_S = np.arange(0, 20, 1 / 30)
SKIN = np.array([180.0, 130.0, 110.0])
PULSE_BPM = 72.0


def test_a_flickering_shadow_on_the_whole_skin_is_outvoted_by_large_patches():
    rows = rows_with_patches(area_px=1000.0)
    shadowed = rows.copy()
    shadowed[:, 1:4] -= 0.45 * np.sin(2 * np.pi * 1.9 * T_S)[:, None]
    with_patches = last(Trace.from_rows(shadowed))
    shadowed[:, 4 : 1 + 3 * len(REGIONS)] = np.nan
    shadowed[:, 1 + 3 * len(REGIONS) + 1 : 1 + 4 * len(REGIONS)] = 0
    alone = last(Trace.from_rows(shadowed))
    assert distance(with_patches) < 2
    assert with_patches.heart_rate.quality > alone.heart_rate.quality or distance(alone) > 5


def test_a_patch_of_few_pixels_changes_nothing():
    rows = rows_with_patches(area_px=50.0)
    noisy = rows.copy()
    noisy[:, 4:16] += np.random.default_rng(1).normal(0, 5, (len(rows), 12))
    assert last(Trace.from_rows(noisy)).heart_rate == last(Trace.from_rows(rows)).heart_rate


def rows_with_patches(area_px: float) -> np.ndarray:
    """A clean pulse in all regions, the whole skin of 6000 px and four patches of `area_px`."""
    rng = np.random.default_rng(0)
    rows = np.full((len(T_S), ROW_LENGTH), np.nan)
    rows[:, 0] = T_S
    pulse = 1 - 0.003 * np.sin(2 * np.pi * PULSE_BPM / 60 * T_S)[:, None] * np.array([0.33, 0.77, 0.53])
    for r in range(len(REGIONS)):
        rows[:, 1 + 3 * r : 4 + 3 * r] = SKIN * pulse + rng.normal(0, 0.15, (len(T_S), 3))
    rows[:, 16:21] = [6000, *[area_px] * 4]
    return rows


def last(trace: Trace) -> monitor.Measurement:
    return list(monitor.run(trace))[-1]


def distance(estimate) -> float:
    value = estimate.heart_rate.value_bpm
    return float("inf") if value is None else abs(value - PULSE_BPM)
