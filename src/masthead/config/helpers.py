"""Processes that bake beside the worker while very much waits."""

from __future__ import annotations

import os
import subprocess
import sys

from masthead.bake import queue

MANY = 500  # paths: seconds of work for one process, beside which the start of another is little
NICE = 10  # what readers ask for comes first


class Helpers:
    """One for each further core; they end by themselves when nothing is left."""

    def __init__(self) -> None:
        self._running: list[subprocess.Popen[bytes]] = []

    def look(self) -> None:
        """Call those that are missing, if much waits."""
        self._running = [helper for helper in self._running if helper.poll() is None]
        missing = (os.cpu_count() or 1) - 1 - len(self._running)
        if missing > 0 and queue.due() >= MANY:
            self._running += [_start() for _ in range(missing)]

    def stop(self) -> None:
        """Let each end the batch it has begun."""
        for helper in self._running:
            helper.terminate()
        for helper in self._running:
            helper.wait()


def _start() -> subprocess.Popen[bytes]:
    bake = [sys.executable, "-m", "masthead", "bake", "--jobs", "1"]
    gently = ["nice", "-n", str(NICE)]  # by the command: this process has threads
    return subprocess.Popen([*gently, *bake], stdout=subprocess.DEVNULL)  # noqa: S603 - our own
