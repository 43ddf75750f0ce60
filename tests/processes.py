"""The command in processes of its own, as an operator starts it."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PATIENCE = 240.0  # seconds; far more than anything takes on a busy machine


def environment(**extra: str) -> dict[str, str]:
    """The environment of an operator who has set nothing but `extra`."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("MASTHEAD_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return kept | extra


def masthead(*words: str | Path, **extra: str) -> subprocess.CompletedProcess[str]:
    """Run `masthead WORDS` to its end, with `extra` in its environment."""
    command = [sys.executable, "-m", "masthead", *map(str, words)]
    return subprocess.run(
        command, env=environment(**extra), capture_output=True, text=True, timeout=PATIENCE
    )


def free_port() -> int:
    """Return a port nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until `condition` holds; fail when it does not in the end."""
    deadline = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)
