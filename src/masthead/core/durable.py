"""Files that are either there, whole and for good, or not there at all."""

from __future__ import annotations

import os
from pathlib import Path

MODE = 0o644
STAGED = ".staged-"


def write(files: dict[Path, bytes]) -> None:
    """Write files of one folder, in the order given; each appears whole, under its name, or not.

    Of those who write the same path only one may be here at a time.

    Raises OSError (disk full, read-only folder) with every old file still as it was, except those
    whose turn had already come.
    """
    folders = {path.parent for path in files}
    if len(folders) != 1:
        message = "write() takes files of one folder"
        raise ValueError(message)
    folder = folders.pop()
    make_folder(folder)
    staged: dict[Path, str] = {}
    try:
        for path, data in files.items():
            staged[path] = _stage(path, data)
        for path, name in staged.items():
            # A crash before this line leaves the old file; after it, the new one.
            os.replace(name, path)  # noqa: PTH105 - one call to fail in tests
    except BaseException:
        for name in staged.values():
            Path(name).unlink(missing_ok=True)
        raise
    # Without this a power cut could bring the old names back.
    sync_folder(folder)


def remove(paths: list[Path]) -> bool:
    """Remove files of one folder in the order given; whether any was there."""
    there = [path for path in paths if path.exists()]
    for path in there:
        path.unlink(missing_ok=True)
    if there:
        sync_folder(there[0].parent)
    return bool(there)


def make_folder(folder: Path) -> None:
    """Make ``folder`` and the ones above it so that they outlive a power cut."""
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for new in reversed(missing):
        new.mkdir(exist_ok=True)
        sync_folder(new.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in ``folder`` to disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _stage(path: Path, data: bytes) -> str:
    """Return the name of a temporary file beside ``path`` that holds ``data`` on disk.

    The name is always the same: what a killed process left behind is written over next time.
    """
    name = path.with_name(STAGED + path.name)
    try:
        with name.open("wb") as file:
            os.fchmod(file.fileno(), MODE)
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        name.unlink(missing_ok=True)
        raise
    return str(name)
