"""An outlet in a folder of its own, and `masthead web` on it, as an operator runs it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.asking import fetch
from tests.processes import PATIENCE, environment, free_port, wait_for


@contextmanager
def web(folder: Path, **extra: str) -> Iterator[int]:
    """Run `masthead web` on the outlet; the port it listens on."""
    port = free_port()
    command = [sys.executable, "-m", "masthead", "--dir", str(folder), "web"]
    log = folder.parent / f"web-{port}.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            env=environment(MASTHEAD_PORT=str(port), **extra),
            stdout=output,
            stderr=output,
            start_new_session=True,
        )
    try:
        wait_for(lambda: answers(port) or process.poll() is not None)
        assert process.poll() is None, log.read_text()
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE)
        finally:
            # Whatever a failed test left of it.
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)


def answers(port: int) -> bool:
    try:
        fetch(port, "/healthz")
    except OSError:
        return False
    return True
