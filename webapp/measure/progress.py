"""Progress of long work on a terminal or in a log; short work stays silent."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import Self, TextIO

SILENT_S = 2.0
ON_TERMINAL = 0.01  # of the whole, from one sign to the next
IN_LOG = 0.1


class Progress:
    """Call with the share that is done, 0..1."""

    def __init__(self, out: TextIO, clock: Callable[[], float] = monotonic, word: str = "measuring") -> None:
        self._out = out
        self._clock = clock
        self._word = word
        self._start_s = clock()
        self._shown = 0.0
        self._terminal = out.isatty()

    def __call__(self, share: float) -> None:
        step = ON_TERMINAL if self._terminal else IN_LOG
        if self._clock() - self._start_s < SILENT_S or share - self._shown < step:
            return
        self._shown = share
        text = f"{self._word}: {100 * share:3.0f} %"
        self._out.write(f"\r{text}" if self._terminal else f"{text}\n")
        self._out.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        if self._terminal and self._shown:
            self._out.write("\n")
