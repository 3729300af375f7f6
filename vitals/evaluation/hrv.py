"""Heart-rate variability through a camera against ECG intervals.

    python -m vitals.evaluation.hrv DIR

for the traces in DIR that hold the intervals of an ECG (`rr_ms`): fingertips on a phone. Clocks are not
aligned, so whole records are compared.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import numpy as np

from vitals.measuring import measure
from vitals.types import Float


def known_ms(path: Path) -> tuple[float, float] | None:
    """SDNN and RMSSD of the electrode's intervals; None where there are none."""
    intervals = json.loads(path.read_text()).get("rr_ms")
    return None if not intervals else of_intervals(np.array(intervals, dtype=float))


def of_intervals(ms: Float) -> tuple[float, float]:
    """SDNN and RMSSD of N intervals in ms."""
    return float(ms.std(ddof=1)), float(np.sqrt(np.mean(np.diff(ms) ** 2)))


def row(path: Path, sdnn_ms: float, rmssd_ms: float) -> str:
    found = measure(path).hrv
    cells = (found.sdnn_ms, sdnn_ms, found.rmssd_ms, rmssd_ms)
    numbers = "".join("-".rjust(10) if v is None else f"{v:10.0f}" for v in cells)
    alike = "" if found.template_correlation is None else f"{found.template_correlation:10.3f}"
    return f"{path.stem:14}{numbers}{alike:>10}  {found.withheld or ''}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("directory", type=Path)
    print("record              SDNN       ECG     RMSSD       ECG     alike")
    for path in sorted(parser.parse_args().directory.glob("*.json")):
        known = known_ms(path)
        if known is not None:
            print(row(path, *known))


if __name__ == "__main__":
    main()
