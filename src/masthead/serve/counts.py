"""How many requests were answered from the baked tree, and how many were passed on.

Counted in memory that is mapped from a file, one for each process that runs at the same time, so
that any of them can tell the sum and a restart forgets nothing. Numbers alone: nothing says who
asked, or for what.
"""

from __future__ import annotations

import fcntl
import mmap
import os
import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "counts"  # in the outlet's
LAYOUT = struct.Struct("=QQ")  # hits, misses
HITS, MISSES = range(2)
MOST = 1024  # processes


def own(folder: Path) -> memoryview:
    """Return the numbers of this process, to be raised in place.

    The file is one that no living process holds. Where none can be written, the numbers are this
    process's alone and end with it.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        mapped = next(filter(None, (_map(folder / str(place)) for place in range(MOST))))
    except (OSError, StopIteration):
        mapped = mmap.mmap(-1, LAYOUT.size)
    return memoryview(mapped).cast("Q")


def total(folder: Path) -> tuple[int, int]:
    """Return the hits and misses of all processes that there ever were."""
    hits = misses = 0
    if folder.is_dir():
        for file in folder.iterdir():
            found = file.read_bytes()
            if len(found) == LAYOUT.size:
                more = LAYOUT.unpack(found)
                hits, misses = hits + more[HITS], misses + more[MISSES]
    return hits, misses


def _map(file: Path) -> mmap.mmap | None:
    """Map ``file`` if nobody holds it. The lock ends with the process, however it ends."""
    descriptor = os.open(file, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.ftruncate(descriptor, LAYOUT.size)
        return mmap.mmap(descriptor, LAYOUT.size)  # which keeps the file open, and so the lock
    except BlockingIOError:
        return None
    finally:
        os.close(descriptor)
