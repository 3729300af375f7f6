"""Where the development data lies; tests on it skip where it is absent."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SHARED_DATA = Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared" / "data"))
TRACES = SHARED_DATA / "traces"

needs_traces = pytest.mark.skipif(not TRACES.is_dir(), reason=f"no development traces in {TRACES}")
