"""A parent that keeps its child processes running and takes them along when it stops."""

import contextlib
import ctypes
import logging
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from types import FrameType

log = logging.getLogger(__name__)

GRACE = 15.0  # seconds between the order to stop and the kill
TICK = 0.2  # seconds between two looks at the children
SETTLED = 10.0  # seconds after which a child counts as started
LONGEST_PAUSE = 30.0  # seconds before a child that ended is started again, at most
PR_SET_PDEATHSIG = 1  # prctl(2)


@dataclass
class Child:
    """One command that is to run for as long as the parent does."""

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    failures: int = 0

    def start(self) -> None:
        """Start it in a session of its own: Ctrl-C reaches the parent alone, which passes it on."""
        self.process = subprocess.Popen(  # noqa: S603 the command is our own
            self.command,
            start_new_session=True,
            preexec_fn=_die_with_parent,  # noqa: PLW1509 this process has one thread
        )
        self.started = time.monotonic()

    def ended(self) -> int | None:
        """Exit status when it has ended by itself, else None."""
        return self.process.poll() if self.process else None

    def signal_group(self, number: signal.Signals) -> None:
        """Send a signal to the child and to whatever it started."""
        if self.process:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


@dataclass
class Family:
    """The children of this process."""

    children: list[Child]
    stopping: bool = field(default=False, init=False)

    def start(self) -> None:
        """Start all; from here SIGINT and SIGTERM ask for the end."""
        signal.signal(signal.SIGINT, self._ask_to_stop)
        signal.signal(signal.SIGTERM, self._ask_to_stop)
        for child in self.children:
            child.start()

    def watch(self) -> int:
        """Keep all running until asked to stop; exit status for this process.

        A child that ends is started again after a pause that grows. One that never
        came up, at the first start, ends everything: its reason stands in the log.
        """
        while not self.stopping:
            for child in self.children:
                status = child.ended()
                if status is None:
                    continue
                young = time.monotonic() - child.started < SETTLED
                if young and not child.failures:
                    log.error("%s did not start (exit status %s)", child.name, status)
                    self.stop()
                    return 1
                self._restart(child, status, young=young)
            time.sleep(TICK)
        self.stop()
        return 0

    def stop(self) -> None:
        """End all children; after GRACE seconds by force."""
        for child in self.children:
            if child.process and child.ended() is None:
                child.process.terminate()
        deadline = time.monotonic() + GRACE
        for child in self.children:
            if not child.process:
                continue
            try:
                child.process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                log.warning("%s did not stop in %.0f seconds and is killed", child.name, GRACE)
            # Also after a clean end: nothing a child started may stay behind.
            child.signal_group(signal.SIGKILL)
            child.process.wait()

    def _restart(self, child: Child, status: int, *, young: bool) -> None:
        child.failures = child.failures + 1 if young else 1
        pause = min(LONGEST_PAUSE, 2.0 ** (child.failures - 1))
        log.error("%s ended (exit status %s); again in %.0f seconds", child.name, status, pause)
        child.signal_group(signal.SIGKILL)  # what it had started may still hold the port
        wake = time.monotonic() + pause
        while time.monotonic() < wake and not self.stopping:
            time.sleep(TICK)
        if not self.stopping:
            child.start()

    def _ask_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True


def _die_with_parent() -> None:
    """Linux sends SIGTERM to the child when its parent was killed; elsewhere nothing happens."""
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
