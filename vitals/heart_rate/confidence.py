"""How sure one can be of the rate that is followed: two witnesses, remembered, and a calibration.

The first witness are the waves that the tracker follows, the second is a projection that it does not
use (POS; PBV where POS itself is followed). Each second gives, for either, the share of its evidence within
±5/min of the rate, and each remembers the last fifteen seconds or so. The feature is a mean of the two
memories in which the weaker one weighs more: what only one of them sees may be motion. Two fitted numbers
make a probability of it. They are fitted to the development traces by
`python -m vitals.evaluation.calibrate DIR --write` and lie in calibration.json beside this file.
"""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import numpy as np

from vitals.calibration import Logistic
from vitals.pulse import CONTACT, DEFAULT_METHOD, fingertip
from vitals.types import Float

CALIBRATION = Path(__file__).with_name("calibration.json")
MEMORY_S = 15.0
"""Time constant of forgetting: lucky seconds of noise are outweighed, 10 s of a clear pulse are enough."""
PRIOR_READINGS = 7.0
"""Readings of mere noise that are always counted in, so that two lucky seconds earn nothing."""
NOISE_MASS = 0.06
"""Share of the evidence near the rate that camera noise earns (`python -m vitals.evaluation.noise`)."""
WEAKER = -3.0
"""Exponent of the power mean over the witnesses: 1 would be their mean, minus infinity the weaker one."""
ONE_WAVE = "green"
"""Noise of one wave alone has more lucky seconds than the mean of two: the constants of the default method
would show a tenth of them."""
_LEAST_MASS = 1e-3

EMPTY = np.zeros(3)
"""Memory of nothing: sum of the logs of the first and of the second witness, and how many readings."""


def witness(method: str, rgb: Float) -> str | None:
    """The method that is asked beside the one that is followed; None where colours carry no second one."""
    if method == CONTACT or (method == DEFAULT_METHOD and fingertip.is_fingertip(rgb)):
        return None
    return "pbv" if method == "pos" else "pos"


def forgotten(memory: Float, seconds: float) -> Float:
    """The memory after `seconds`."""
    return np.asarray(memory * np.exp(-max(seconds, 0.0) / MEMORY_S))


def remembered(memory: Float, followed_mass: float, witness_mass: float) -> Float:
    """The memory with one reading more."""
    logs = np.log(np.maximum((followed_mass, witness_mass), _LEAST_MASS))
    return np.asarray(memory + np.append(logs, 1.0))


def feature(memory: Float) -> float:
    """Log of the shares that both witnesses remember, noise counted in: their power mean."""
    noise = PRIOR_READINGS * np.log(NOISE_MASS)
    remembered_logs = (memory[:2] + noise) / (memory[2] + PRIOR_READINGS)
    return float(np.log(np.mean(np.exp(WEAKER * remembered_logs))) / WEAKER)


def probability(memory: Float, method: str) -> float:
    """Of the rate being within 5/min; without a calibration (a contact wave, a plug-in) that of one wave."""
    known = calibrations()
    return known.get(method, known[ONE_WAVE]).probability(np.array([feature(memory)]))


@lru_cache(maxsize=1)
def calibrations() -> dict[str, Logistic]:
    """By name of the method."""
    content = json.loads(CALIBRATION.read_text())
    return {method: Logistic.from_json(fitted) for method, fitted in content["methods"].items()}
