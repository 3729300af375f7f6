"""Regions of the face as pulse methods see them: one colour series, or several to choose from.

    skin                the whole visible face skin, as the product measures it
    forehead, cheeks, nose
    patches-snr         forehead, both cheeks and nose, weighted by the SNR of each one's wave
    patches-clusters    the same, the larger cluster of like spectra
    box                 the middle 60 % x 80 % of the face's box, without any mask: what classical tools take

A trace file has the whole skin only; a contact pulse wave is its own region.
"""

from __future__ import annotations

import numpy as np

from vitals import pulse
from vitals.evaluation.grid.material import Material
from vitals.pulse.patchwise import Selection, wave
from vitals.signals.resample import resample
from vitals.types import REGIONS as MEASURED
from vitals.types import Float

REGIONS = ("skin", "forehead", "cheeks", "nose", "patches-snr", "patches-clusters", "box")
CONTACT = "contact"
PATCHES: dict[str, Selection] = {"patches-snr": "snr", "patches-clusters": "clusters"}
CHEEKS = ("left_cheek", "right_cheek")


def available(material: Material) -> tuple[str, ...]:
    """Regions that the material has anything of."""
    if material.contact:
        return (CONTACT,)
    return tuple(name for name in REGIONS if any(np.isfinite(c).any() for c in _colours(material, name)))


def methods(material: Material, region: str, chosen: tuple[str, ...]) -> tuple[str, ...]:
    """Those of the chosen pulse methods that can work on a region."""
    if region == CONTACT:
        return (pulse.CONTACT,)
    has_moments = region == "skin" and bool(np.isfinite(material.trace.moments).any())
    return tuple(name for name in chosen if has_moments or not pulse.check(name).needs_moments)


def pulse_wave(
    material: Material, region: str, method: str, t_s: float, window_s: float
) -> tuple[Float, float] | None:
    """The pulse wave [n] of the trailing window and its rate in Hz; None where there is too little of it."""
    times = material.trace.t_s
    if region in (CONTACT, "skin"):
        columns = [pulse.skin_columns(method, material.trace)]
    else:
        columns = _colours(material, region)
    stretches = [resample(times, c, t_s, window_s) for c in columns]
    longest = max(s.duration_s for s in stretches)
    stretches = [s for s in stretches if s.duration_s >= 0.9 * longest]
    n, fs_hz = min(len(s.v) for s in stretches), stretches[0].fs_hz
    if n < window_s * fs_hz / 2:
        return None
    if region in PATCHES:
        patches = np.stack([s.v[-n:] for s in stretches])
        return wave(patches, fs_hz, method, PATCHES[region]), fs_hz
    return pulse.combined(pulse.waves(method, stretches[0].v, fs_hz)), fs_hz


def _colours(material: Material, region: str) -> list[Float]:
    """Colour series [N, 3] of a region: several for patches."""
    trace = material.trace
    if region == "box":
        return [] if material.box_rgb is None else [material.box_rgb]
    if region == "cheeks":
        return [_together(trace.rgb[:, _index(CHEEKS)], trace.area_px[:, _index(CHEEKS)])]
    if region in PATCHES:
        return [trace.rgb[:, i] for i in range(1, len(MEASURED)) if np.isfinite(trace.rgb[:, i]).any()]
    return [trace.rgb[:, MEASURED.index(region)]]


def _index(names: tuple[str, ...]) -> list[int]:
    return [MEASURED.index(name) for name in names]


def _together(rgb: Float, area_px: Float) -> Float:
    """Mean colour [N, 3] of several regions [N, R, 3] by their area; where one is not seen, of the others."""
    weight = np.where(np.isfinite(rgb[:, :, 0]), area_px, 0.0)
    total = weight.sum(axis=1)
    sums = (np.nan_to_num(rgb) * weight[:, :, None]).sum(axis=1)
    return np.where(total[:, None] > 0, sums / np.where(total > 0, total, 1)[:, None], np.nan)
