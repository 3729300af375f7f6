"""Everything that can be wrong with what we are given.

    VitalsError
    ├── BatchError            a message of frames is not what docs/protocol.md says
    │   ├── BadMagic          not our message, or another version of it
    │   ├── Truncated         it ends before its own lengths say
    │   ├── TooLarge          more frames or bytes than allowed
    │   └── OutOfOrder        capture times decrease within it
    ├── FrameError            one picture cannot be decoded (not a JPEG, a bomb, damaged)
    ├── VideoError            a video file cannot be read, or has no pictures
    ├── TraceError            a trace file is malformed: columns, lengths, decreasing times
    ├── MethodError           a pulse method lacks what it needs, or a plug-in does not do what it must
    ├── DatasetError          a data set has no known layout, or one of its records is damaged
    │   └── ArchiveError      a study archive is damaged, or has names that lead out of it
    ├── ReferenceFileError    a file of reference values cannot be read, or fits no session
    │   └── NoLag             the time between two clocks cannot be told from the rates
    ├── ModelError            weights are missing, their hash does not fit, or CUDA is required and absent
    └── StateError            the stored state of a monitor is damaged or of another version

A message names the value and the remedy. Command lines print it as one line and exit with 2.
"""

from __future__ import annotations


class VitalsError(Exception):
    """Base of all of them: what a caller of `vitals` needs to catch."""


class BatchError(VitalsError):
    """Raised when a message of frames does not follow docs/protocol.md."""


class BadMagic(BatchError):
    """Raised when a message does not begin with our magic and version."""


class Truncated(BatchError):
    """Raised when a message ends before its own lengths say."""


class TooLarge(BatchError):
    """Raised when a message holds more frames or larger ones than allowed."""


class OutOfOrder(BatchError):
    """Raised when capture times decrease within a message."""


class FrameError(VitalsError):
    """Raised when one picture cannot be decoded."""


class VideoError(VitalsError):
    """Raised when a video file cannot be read or holds no pictures."""


class TraceError(VitalsError):
    """Raised when a trace file is malformed."""


class MethodError(VitalsError):
    """Raised when a pulse method cannot work with what it is given, or a plug-in is broken."""


class DatasetError(VitalsError):
    """Raised when a data set has no known layout, or a record of it cannot be read."""


class ReferenceFileError(VitalsError):
    """Raised when a file of reference values cannot be read, or has no time that fits."""


class NoLag(ReferenceFileError):
    """Raised when the time between two clocks cannot be told from the rates."""


class ArchiveError(DatasetError):
    """Raised when a study archive is damaged, or has names that lead out of it."""


class ModelError(VitalsError):
    """Raised when the network cannot be loaded as its manifest says."""


class StateError(VitalsError):
    """Raised when the stored state of a monitor is damaged or of another version."""
