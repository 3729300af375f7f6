"""What may be uploaded and typed in."""

from __future__ import annotations

MOST_TYPED = 200
"""Values typed in for one session."""
MOST_VALUES = 20_000
"""Values kept from one file; a session of ten minutes at one a second has 600."""
MOST_ROWS = 10_000
"""Lines of a file for a whole study."""
MOST_PROBLEMS = 20
"""Problems that are listed; a file of another sort has one in each line."""
DEVICE_LENGTH = 100  # letters, as the columns of the database
PREVIEW_AGE_S = 3600
"""A preview that is older is read again: the session may have changed."""
MIB = 1024 * 1024
