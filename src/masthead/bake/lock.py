"""One renderer for a path at a time, across threads and processes."""

from __future__ import annotations

import fcntl
import os
import zlib
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SHARDS = 1024
FOLDER = ".locks"


@contextmanager
def path_lock(root: Path, path: str) -> Iterator[None]:
    """Hold the lock of ``path``; the kernel frees it when its holder dies.

    Rendering happens inside, so what was rendered first cannot be written last: an old page never
    replaces a newer one. Paths share 1024 locks, which bounds the files.
    """
    file = root / FOLDER / str(zlib.crc32(path.encode()) % SHARDS)
    descriptor = _open(file)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def _open(file: Path) -> int:
    flags = os.O_RDWR | os.O_CREAT
    try:
        return os.open(file, flags, 0o600)
    except FileNotFoundError:
        # Not asked for each page: while others sync the folder, the kernel takes a millisecond.
        file.parent.mkdir(parents=True, exist_ok=True)
        return os.open(file, flags, 0o600)
