"""Waves, spectrograms and colours of a session's stored signals, made anew for each look: 30 to 500 ms.

A line has at most `MOST_POINTS` points, whatever the length of the session; zooming asks for a span.
"""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from vitals import types
from vitals.withheld import Withheld
from webapp.records.models import Session

if TYPE_CHECKING:  # loads the numerical libraries, which the web server does without until somebody looks
    from vitals.review import MethodView, SessionView

MOST_POINTS = 1500
"""Of one line."""
DIGITS = 4
GAP_S = 0.5
"""No frame for so long is a gap worth showing."""
_LEVELS = 255


def waves(session: Session, methods: Sequence[str], span_s: tuple[float, float] | None) -> dict[str, Any]:
    """Of a session that has signals.

    Raises:
        ValueError: A method is unknown, or the span goes backwards.
        MethodError: A method needs what these signals do not have.
    """
    from vitals.review import view

    trace = session.trace.samples()
    seen = view(trace, _estimates(session), methods, span_s, MOST_POINTS)
    return _as_json(seen) | {"gaps": _gaps(trace), "is_thinned": len(trace) > MOST_POINTS}


def _as_json(seen: SessionView) -> dict[str, Any]:
    return {
        "duration_s": round(seen.duration_s, 3),
        "span_s": [round(t_s, 3) for t_s in seen.span_s],
        "colours": {
            name: {"t_s": _numbers(part.t_s), "rgb": [_numbers(channel) for channel in part.rgb.T]}
            for name, part in seen.colours.items()
        },
        "breath": {name: _wave(wave) for name, wave in seen.breath.items()},
        "motion": _wave(seen.motion),
        "methods": [_method(method) for method in seen.methods],
    }


def _method(seen: MethodView) -> dict[str, Any]:
    power = seen.spectrogram.power_db
    return {
        "method": seen.method,
        "pulse": _wave(seen.pulse),
        "beat_s": _numbers(seen.beat_s),
        "spectrogram": {
            "t_s": _numbers(seen.spectrogram.t_s),
            "rate_bpm": _numbers(seen.spectrogram.rate_bpm),
            "levels": _levels(power),
        },
    }


def _levels(power_db: types.Float) -> str:
    """Bytes in base64, column by column of the picture: 0 is a hole, 1 the floor, 255 the strongest."""
    from vitals.review.spectrogram import FLOOR_DB

    shares = np.clip(1 - power_db / FLOOR_DB, 0, 1)
    levels = np.where(np.isfinite(shares), 1 + np.nan_to_num(shares) * (_LEVELS - 1), 0)
    return base64.b64encode(levels.round().astype(np.uint8).tobytes()).decode("ascii")


def _wave(wave: types.Wave) -> dict[str, Any]:
    return {"t_s": _numbers(wave.t_s), "v": _numbers(wave.v)}


def _numbers(values: types.Float) -> list[float | None]:
    """What is not finite is null: a hole."""
    return [value if np.isfinite(value) else None for value in values.round(DIGITS).tolist()]


def _gaps(trace: types.Trace) -> list[list[float]]:
    """Where frames are missing, from and to."""
    t_s = trace.t_s - trace.t_s[:1].sum()
    after = np.flatnonzero(np.diff(t_s) > GAP_S)
    return [[round(float(t_s[i]), 3), round(float(t_s[i + 1]), 3)] for i in after]


def _estimates(session: Session) -> list[types.Estimate]:
    """The heart rates by which beats are found."""
    return [
        types.Estimate(
            t_s=row.t_s,
            heart_rate=_rate(row.hr_bpm, row.hr_quality, row.hr_withheld),
            respiratory_rate=_rate(row.rr_bpm, row.rr_quality, row.rr_withheld),
            snr_db=row.snr_db,
            pulse=None,
            breath=None,
            instruction=None,
        )
        for row in session.estimates.order_by("t_s")
    ]


def _rate(value_bpm: float | None, quality: float, withheld: str | None) -> types.Rate:
    if value_bpm is not None:
        return types.Rate.answered(value_bpm, quality)
    return types.Rate.none(Withheld(withheld or Withheld.NOT_MEASURED), quality)
