"""How long a job works at a time, and when its worker is taken for dead."""

from __future__ import annotations

SLICE_S = 5.0  # then the job goes to the tail of the queue, so that a small one need not wait for a large one
NOTE_EVERY_S = 0.5  # progress is written at most so often
SILENCE_S = 120.0  # no step takes so long; a worker that was silent for so long is dead
LOOK_AFTER_S = 10.0  # a row younger than this is on its way to a worker
SWEEP_EVERY_S = 10.0
MAX_ATTEMPTS = 3  # workers that may die at the same place before the job is given up
MAX_ERROR_LENGTH = 1000  # letters
NICENESS = 10  # live measurements come first
