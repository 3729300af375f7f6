"""PCA: three uncorrelated mixtures of the channels, one of them the pulse.

Lewandowska, Ruminski, Kocejko, Nowak 2011, "Measuring pulse rate with a webcam - a non-contact method for
evaluating cardiac activity", Proc. FedCSIS, pp. 405-410. Principal components of the whole stretch;
which one is taken stands in `vitals.pulse.components`.
"""

from __future__ import annotations

import numpy as np

from vitals.pulse.components import channels, pulse_of
from vitals.types import Float


def pca(rgb: Float, fs_hz: float) -> Float:
    """rgb [N, 3] -> wave [N]."""
    x = channels(rgb, fs_hz)
    _, axes = np.linalg.eigh(x.T @ x)
    return pulse_of(x @ axes, x[:, 1], fs_hz)
