"""The one `masthead serve` of a folder: its lock, and what its command line said.

The folder itself is locked. The kernel frees it when the holder dies, so nothing has to be cleared
away, and a folder that is no outlet yet stays empty.
"""

from __future__ import annotations

import fcntl
import json
import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

NOTE = "serve.json"


class RunningError(Exception):
    """Another one serves the folder; the text says so in one sentence."""


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Hold the lock of ``folder``. Raises RunningError where another process has it."""
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            message = (
                f"`masthead serve` runs in {folder} already; stop it, or choose another folder"
            )
            raise RunningError(message) from None
        yield
    finally:
        os.close(descriptor)


def note(folder: Path, said: Mapping[str, str]) -> None:
    """Keep what the command line of the lock's holder said, by the setting's name."""
    (folder / NOTE).write_text(json.dumps(dict(said)))


def said(folder: Path) -> dict[str, str]:
    """Return what the command line of the one that runs now said."""
    try:
        with alone(folder):
            return {}
    except RunningError:
        pass
    try:
        found: dict[str, str] = json.loads((folder / NOTE).read_text())
    except (FileNotFoundError, ValueError):  # it is just starting
        return {}
    return found
