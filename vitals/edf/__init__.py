"""A session's signals as EDF+, which readers of biosignals open. docs/agreement.md lists the channels."""

from vitals.edf.write import Recording, Span, write

__all__ = ["Recording", "Span", "write"]
