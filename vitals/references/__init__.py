"""Reference values out of files of other devices, and their time against a session's.

docs/agreement.md says which files are read.
"""

from vitals.references.content import Hints
from vitals.references.names import Column
from vitals.references.read import read_reference
from vitals.references.series import MAX_FILE_BYTES, ReferenceSeries, Source
from vitals.references.synchronise import Sync, SyncMethod, by_clock, by_offset, by_rates, mean_bpm, shifted

__all__ = [
    "MAX_FILE_BYTES",
    "Column",
    "Hints",
    "ReferenceSeries",
    "Source",
    "Sync",
    "SyncMethod",
    "by_clock",
    "by_offset",
    "by_rates",
    "mean_bpm",
    "read_reference",
    "shifted",
]
