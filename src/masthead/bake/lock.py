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
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    shard = zlib.crc32(path.encode()) % SHARDS
    descriptor = os.open(folder / str(shard), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
