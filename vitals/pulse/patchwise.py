"""One wave of several patches of skin: the good ones count, the spoiled ones do not.

Boccignone et al. 2022, "pyVHR: a Python framework for remote photoplethysmography",
doi:10.7717/peerj-cs.929, find that the choice among many patches is worth more than the projection. Two ways
to choose:

- "snr": the rate that the spectra of all patches have in common is found first; each patch then weighs as
  much as its SNR there (de Haan, Jeanne 2013, doi:10.1109/TBME.2013.2266196).
- "clusters": the spectra are parted into two groups by their cosine distance, and the group whose mean
  wave has the better SNR at its own peak is taken (after pyVHR). Steps or a mouth may have a cleaner peak
  than any pulse, but only in some places: where both groups have a clear one, the larger is taken, and a
  group needs a quarter of the patches.
"""

from __future__ import annotations

from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

from vitals import pulse
from vitals.limits import HR_MAX_BPM, HR_MIN_BPM
from vitals.signals.detrend import detrend
from vitals.signals.snr import spectral_snr_db
from vitals.signals.spectrum import BIN_BPM, Spectrum, spectrum
from vitals.types import Float

Mask = NDArray[np.bool_]
Selection = Literal["snr", "clusters"]
SELECTIONS: tuple[Selection, ...] = get_args(Selection)
CORNER_HZ = 0.5
"""Slower changes of a patch are not its pulse; a sine there keeps half of itself."""
FLOOR = 0.003
"""Added to each share of power per 1/min: a patch that shows nothing at a rate does not forbid it."""
CLEAR_DB = 3.0
"""SNR of a group that has a rhythm for certain; noise alone has less than 0 dB at its own peak."""
MIN_GROUP_SHARE = 0.25
"""Of the patches."""


def wave(patches: Float, fs_hz: float, method: str, selection: Selection = "snr") -> Float:
    """The pulse wave of the good patches.

    Args:
        patches: [R, N, 3] in 8-bit units on a uniform grid; those with NaN in them are not seen.
        fs_hz: Of the grid.
        method: A name in `vitals.pulse.COLOUR_METHODS`.
        selection: "snr" or "clusters".

    Returns:
        [N] of about unit variance, systoles up.

    Raises:
        ValueError: No patch is seen for the whole time, or method or selection is unknown.
        MethodError: The method needs second moments, which patches have not.
    """
    if selection not in SELECTIONS:
        raise ValueError(f"unknown selection {selection!r}: choose one of {', '.join(SELECTIONS)}")
    seen = patches[np.isfinite(patches).all(axis=(1, 2))]
    if not len(seen):
        raise ValueError(f"none of {len(patches)} patches is seen in each frame: give a shorter window")
    waves = np.array([_standard(pulse.combined(pulse.waves(method, patch, fs_hz)), fs_hz) for patch in seen])
    weigh = snr_weights if selection == "snr" else cluster_weights
    return np.asarray(weigh(waves, fs_hz) @ waves)


def snr_weights(waves: Float, fs_hz: float) -> Float:
    """[R], sum 1: SNR as a ratio, at the rate that the waves [R, N] have in common."""
    spectra = [_spectrum(v, fs_hz) for v in waves]
    rate_bpm = common_rate_bpm(spectra)
    snr = np.array([10 ** (spectral_snr_db(power, rate_bpm) / 10) for power in spectra])
    return np.asarray(snr / snr.sum())


def cluster_weights(waves: Float, fs_hz: float) -> Float:
    """[R], sum 1: the same for each wave of the better of two groups, none for the others."""

    def worth(group: Mask) -> tuple[float, int]:
        return min(CLEAR_DB, _own_snr_db(waves[group].mean(axis=0), fs_hz)), int(group.sum())

    best = max(_groups(waves, fs_hz), key=worth)
    return np.asarray(best / best.sum())


def common_rate_bpm(spectra: list[Spectrum]) -> float:
    """Where the mean of the logs of the shares of power is highest: many small peaks beat one large one."""
    shares = [power.power / max(float(power.power.sum()) * BIN_BPM, 1e-300) for power in spectra]
    evidence = np.mean(np.log(np.array(shares) + FLOOR), axis=0)
    return Spectrum(spectra[0].rate_bpm, np.exp(evidence)).peak_bpm()


def _groups(waves: Float, fs_hz: float) -> list[Mask]:
    """[R] masks of the two groups, those that are too small left out; of all where there are no two."""
    power = np.array([_spectrum(v, fs_hz).power for v in waves])
    alive = power.sum(axis=1) > 0
    if alive.sum() < 3:
        return [alive if alive.any() else np.ones(len(waves), dtype=bool)]
    labels = np.zeros(len(waves), dtype=int)
    labels[alive] = fcluster(linkage(power[alive], "average", "cosine"), 2, "maxclust")
    groups = [labels == label for label in (1, 2)]
    return [group for group in groups if group.sum() >= MIN_GROUP_SHARE * len(waves)]


def _own_snr_db(v: Float, fs_hz: float) -> float:
    power = _spectrum(v, fs_hz)
    return spectral_snr_db(power, power.peak_bpm())


def _spectrum(v: Float, fs_hz: float) -> Spectrum:
    return spectrum(v, fs_hz, HR_MIN_BPM, HR_MAX_BPM)


def _standard(v: Float, fs_hz: float) -> Float:
    """Detrended and of unit variance: neither a loud nor a drifting patch outweighs the others."""
    return pulse.combined([detrend(v, fs_hz, CORNER_HZ)])
