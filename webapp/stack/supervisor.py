"""Start processes in order, start again what crashes, stop all in the opposite order."""

from __future__ import annotations

import signal
import sys
import time
from collections import Counter
from collections.abc import Callable
from types import FrameType

from webapp.stack.child import Child
from webapp.stack.preflight import CannotStart

LOOK_EVERY_S = 0.2
STOP_S = 8.0  # for all children together, before they are killed; the contract allows 15 s
CALM_S = 10.0  # a child that lived for so long may be started again at once
RESTART_AFTER_S = 1.0
MAX_ENDS_AT_START = 3  # of one child before all are ready: what fails so often will not come


class Supervisor:
    """Keeps its children alive until SIGINT or SIGTERM."""

    def __init__(self, out: Callable[[str], None]) -> None:
        self._out = out
        self._children: list[Child] = []
        self._ends: Counter[str] = Counter()
        self._stopping = False
        self.patient = False
        """Once everything has been ready, a child is started again for ever."""

    def listen(self) -> None:
        """From now on SIGINT and SIGTERM end `run` instead of the process."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    @property
    def stopping(self) -> bool:
        return self._stopping

    def start(self, child: Child) -> None:
        self._children.append(child)
        child.start()

    def run(self, until: Callable[[], bool] = lambda: False) -> bool:
        """Look after the children until a signal comes (False) or `until` says so (True).

        Raises CannotStart when a child keeps ending before the stack was ready.
        """
        while not self._stopping:
            for child in self._children:
                self._look_after(child)
            if until():
                return True
            time.sleep(LOOK_EVERY_S)
        return False

    def stop(self) -> None:
        """End all children, the last started first; kill what does not listen."""
        deadline = time.monotonic() + STOP_S
        for child in reversed(self._children):
            child.tell(signal.SIGTERM)
            if not child.wait(min(STOP_S / 2, deadline - time.monotonic())):
                self._out(f"{child.name} did not stop and is killed")
                child.tell(signal.SIGKILL)
                child.wait(1.0)

    def _look_after(self, child: Child) -> None:
        status = child.exit_status()
        if status is None:
            return
        self._ends[child.name] += 1
        if not self.patient and self._ends[child.name] >= MAX_ENDS_AT_START:
            often = f"{child.name} ended {MAX_ENDS_AT_START} times, last with status {status}"
            raise CannotStart(f"{often}: see the lines above")
        self._out(f"{child.name} ended with status {status} and is started again")
        if time.monotonic() - child.started_at < CALM_S:
            time.sleep(RESTART_AFTER_S)
        if not self._stopping:
            child.start()

    def _on_signal(self, number: int, frame: FrameType | None) -> None:
        self._stopping = True
        sys.stderr.flush()
