"""A forward filter over a rate: a heart or a breath does not jump, noise does.

The belief is a probability for each rate of a grid. Each step spreads it by what the body may do in
that time and multiplies it with the evidence of the newest windows. It starts flat and no rate is
preferred: a true 48 or 150/min must not be pulled to the mean of mankind.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from vitals.signals.spectrum import BIN_BPM, Spectrum
from vitals.types import Float


@dataclass(frozen=True, slots=True)
class RateTracker:
    """The filter of one kind of rate; beliefs and log-weights are [rates]."""

    low_bpm: float
    high_bpm: float
    drift_bpm: float
    """Standard deviation of the change in one second."""
    jump_share: float
    """Probability per second that the rate is anywhere else (a lost face, a wrong lock)."""
    reach_bpm: float
    """Half width of what counts as one rate."""
    floor: float
    """Added to each share of power per 1/min: a rate that one spectrum has missed stays possible."""
    weight: float
    """What one step counts: windows overlap, so a second is far from new evidence each time."""

    @property
    def rates_bpm(self) -> Float:
        return _grid(self.low_bpm, self.high_bpm)

    def flat(self) -> Float:
        """The belief before anything is seen."""
        n = len(self.rates_bpm)
        return np.full(n, 1 / n)

    def evidence(self, spectra: list[Spectrum]) -> Float:
        """Log-weights: the mean over the spectra of the log of each one's share of its own power.

        So neither a loud wave nor a loud second outweighs the others. A spectrum may end below the grid.
        """
        return np.asarray(self.weight * np.mean([self.log_share(s) for s in spectra], axis=0))

    def spread(self, belief: Float, seconds: float) -> Float:
        """What the belief becomes when `seconds` pass unseen."""
        if seconds <= 0:
            return belief
        stay = (1 - self.jump_share) ** seconds
        moved = _kernel(self.low_bpm, self.high_bpm, round(self.drift_bpm * seconds**0.5, 2)) @ belief
        return np.asarray(stay * moved + (1 - stay) * self.flat())

    def update(self, belief: Float, log_weights: Float, trust: float = 1.0) -> Float:
        """Multiply with the evidence; `trust` (0..1) is what it counts now, against a good second."""
        posterior = belief * np.exp(trust * (log_weights - log_weights.max()))
        return np.asarray(posterior / posterior.sum())

    def centre_bpm(self, belief: Float) -> float:
        """Mean rate of the heaviest ±`reach_bpm`."""
        bins = round(self.reach_bpm / BIN_BPM)
        heaviest = int(np.convolve(belief, np.ones(2 * bins + 1), mode="same").argmax())
        near = slice(max(0, heaviest - bins), heaviest + bins + 1)
        return float(belief[near] @ self.rates_bpm[near] / belief[near].sum())

    def interval(self, belief: Float, share: float = 0.9) -> tuple[float, float]:
        """The central part of the belief that holds `share` of it: its lowest and highest rate."""
        below = np.cumsum(belief) / belief.sum()
        tail = (1 - share) / 2
        low, high = np.searchsorted(below, (tail, 1 - tail))
        return float(self.rates_bpm[low]), float(self.rates_bpm[min(high, len(belief) - 1)])

    def mass_near(self, log_weights: Float, rate_bpm: float) -> float:
        """Share of the evidence, counted in full, within ±`reach_bpm` of a rate: 0..1."""
        weights = np.exp((log_weights - log_weights.max()) / self.weight)
        near = np.abs(self.rates_bpm - rate_bpm) <= self.reach_bpm
        return float(weights[near].sum() / weights.sum())

    def log_share(self, spectrum: Spectrum) -> Float:
        """[rates] or [K, rates]: log of a spectrum's share of power per 1/min, floor added."""
        power = spectrum.power
        share = np.zeros((*power.shape[:-1], len(self.rates_bpm)))
        total = power.sum(axis=-1, keepdims=True) * BIN_BPM
        first = round((spectrum.rate_bpm[0] - self.low_bpm) / BIN_BPM)
        known = share[..., first : first + power.shape[-1]]
        np.divide(power, total, out=known, where=total > 0)
        return np.asarray(np.log(share + self.floor))


@lru_cache(maxsize=4)
def _grid(low_bpm: float, high_bpm: float) -> Float:
    return np.arange(low_bpm, high_bpm + BIN_BPM / 2, BIN_BPM)


@lru_cache(maxsize=32)
def _kernel(low_bpm: float, high_bpm: float, spread_bpm: float) -> Float:
    """[rates, rates]: a Gaussian whose columns sum to one."""
    rates = _grid(low_bpm, high_bpm)
    kernel = np.exp(-0.5 * ((rates[:, None] - rates[None, :]) / max(spread_bpm, BIN_BPM / 4)) ** 2)
    return np.asarray(kernel / kernel.sum(axis=0))
