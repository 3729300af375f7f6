"""What the measurement says of a planned session: by the real estimators, or by lot."""

from __future__ import annotations

from collections import Counter

import numpy as np

from vitals.evaluation import face_synthetic
from vitals.limits import HR_FIRST_S, HR_WINDOW_S, RR_FIRST_S
from vitals.measuring import measure_trace
from vitals.monitor import Measurement
from vitals.pulse import DEFAULT_METHOD
from vitals.types import Estimate, Float, Rate, Trace
from vitals.withheld import Withheld
from webapp.studies.demo import MODEL
from webapp.studies.demo.plan import Planned

ERRORS = {"heart": (1.2, 9.0), "breath": (0.7, 4.0)}
"""Standard deviation of a drawn value around the truth, of most and of few sessions, in 1/min."""
FAR_OFF = 0.03
"""Share of those few."""
HARD = 0.08
"""Share of drawn sessions without a clear pulse in most of their seconds."""


def signals(rng: np.random.Generator, planned: Planned) -> Trace:
    """The trace that a camera would have given."""
    seen = face_synthetic.trace(
        rng, planned.truth, tone=planned.tone, noise=planned.noise, restless=planned.restless
    )
    if planned.moving_s:
        seen = face_synthetic.moving(rng, seen, *planned.moving_s)
    return face_synthetic.away(seen, *planned.away_s) if planned.away_s else seen


def by_estimators(trace: Trace) -> Measurement:
    """As a real session is measured."""
    return measure_trace(trace, DEFAULT_METHOD, MODEL)


def by_lot(rng: np.random.Generator, planned: Planned) -> Measurement:
    """Near the truth, with reasons where something is in the way."""
    heart_bpm, breath_bpm = (_error(rng, *ERRORS[name]) for name in ("heart", "breath"))
    hard = rng.random() < HARD
    estimates = [_second(rng, planned, float(t), heart_bpm, breath_bpm, hard) for t in _seconds(planned)]
    t_s = planned.truth.t_s
    return Measurement(
        duration_s=float(t_s[-1]),
        fps=face_synthetic.FPS,
        frames=len(t_s),
        heart_rate=_whole([one.heart_rate for one in estimates]),
        respiratory_rate=_whole([one.respiratory_rate for one in estimates]),
        series=tuple(estimates),
        method=DEFAULT_METHOD,
        model=MODEL,
    )


def _seconds(planned: Planned) -> Float:
    return np.arange(1.0, np.floor(planned.truth.t_s[-1]) + 1)


def _error(rng: np.random.Generator, usual_bpm: float, far_bpm: float) -> float:
    return float(rng.normal(0, far_bpm if rng.random() < FAR_OFF else usual_bpm))


def _second(
    rng: np.random.Generator, planned: Planned, t_s: float, heart_bpm: float, breath_bpm: float, hard: bool
) -> Estimate:
    reason = _reason(planned, t_s)
    recent = planned.truth.heart_bpm[(planned.truth.t_s > t_s - HR_WINDOW_S) & (planned.truth.t_s <= t_s)]
    heart = Rate.none(reason or Withheld.TOO_SHORT)
    if reason is None and t_s >= HR_FIRST_S:
        unclear = hard and rng.random() < 0.9
        value = max(45.0, float(recent.mean()) + heart_bpm + float(rng.normal(0, 0.4)))
        heart = _rate(rng, value, Withheld.NO_PULSE if unclear else None)
    breath = Rate.none(reason or Withheld.TOO_SHORT)
    if reason is None and t_s >= RR_FIRST_S:
        value = max(5.0, planned.truth.breath_bpm + breath_bpm + float(rng.normal(0, 0.2)))
        breath = _rate(rng, value, Withheld.NO_BREATH if hard and rng.random() < 0.3 else None)
    snr_db = None if heart.value_bpm is None else float(rng.normal(6, 1.5))
    return Estimate(t_s, heart, breath, snr_db, None, None, reason)


def _reason(planned: Planned, t_s: float) -> Withheld | None:
    """What is in the way while it is in the window."""
    for stretch, reason, window_s in (
        (planned.away_s, Withheld.NO_FACE, HR_WINDOW_S),
        (planned.moving_s, Withheld.MOTION, HR_WINDOW_S / 2),
    ):
        if stretch and stretch[0] <= t_s <= stretch[1] + window_s:
            return reason
    return None


def _rate(rng: np.random.Generator, value_bpm: float, unclear: Withheld | None) -> Rate:
    if unclear:
        return Rate.none(unclear, float(rng.uniform(0.2, 0.7)))
    return Rate.answered(value_bpm, float(np.clip(rng.beta(18, 2), 0.8, 0.99)))


def _whole(rates: list[Rate]) -> Rate:
    """The median; with few answers, the commonest reason."""
    answers = [(rate.value_bpm, rate.quality) for rate in rates if rate.value_bpm is not None]
    if len(answers) >= 0.25 * (len(rates) - RR_FIRST_S):
        values, qualities = np.array(answers).T
        return Rate.answered(float(np.median(values)), float(qualities.mean()))
    reasons = Counter(rate.withheld for rate in rates if rate.withheld is not None)
    del reasons[Withheld.TOO_SHORT]
    return Rate.none(max(reasons, key=reasons.__getitem__, default=Withheld.TOO_SHORT))
