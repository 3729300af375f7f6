"""How likely a group's rate is within 2/min of the truth.

A logistic regression per source, fitted on made-up records (no real person is in it) and checked on
contact records: `python -m vitals.evaluation.breath_calibrate` prints both and writes the constants.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import numpy as np

from vitals.calibration import Logistic
from vitals.respiration.group import GroupReading, Source
from vitals.types import Float

CALIBRATION = Path(__file__).with_name("calibration.json")
SURE = 0.999
SLOW_BPM = (12.0, 6.0)
"""From the first to the second, a rate comes closer to what sway and blood pressure do without any breath."""


def probability(reading: GroupReading) -> float:
    """0..1."""
    return _calibrations()[reading.source].probability(features(reading))


def features(reading: GroupReading) -> Float:
    """[5]: what the regression sees of a reading; shares that multiply as logarithms."""
    mass, held, peaks, passes = np.clip(reading.features, 1 - SURE, SURE)
    slow = np.clip((SLOW_BPM[0] - reading.rate_bpm) / (SLOW_BPM[0] - SLOW_BPM[1]), 0, 1)
    return np.array([np.log(mass), np.log(held / (1 - held)), peaks, passes, slow])


@lru_cache(maxsize=1)
def _calibrations() -> dict[Source, Logistic]:
    fitted = json.loads(CALIBRATION.read_text(encoding="utf-8"))["sources"]
    return {source: Logistic.from_json(fitted[source]) for source in Source}
