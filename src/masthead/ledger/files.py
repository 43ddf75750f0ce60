"""The public files of the record: tiles, bundles and the checkpoint, in one folder."""

from __future__ import annotations

import shutil
from collections import defaultdict
from pathlib import Path

from django.conf import settings

from masthead.core import durable
from masthead.record.checkpoint import Checkpoint
from masthead.record.note import Note

CHECKPOINT = "checkpoint"
_PARTIAL = ".p"


def root() -> Path:
    """Return the folder that is served under ``/record/``."""
    return Path(settings.RECORD_ROOT)


def fetch(path: str) -> bytes | None:
    """Return a file by its path below the log's prefix, None where there is none."""
    try:
        return (root() / path).read_bytes()
    except (FileNotFoundError, NotADirectoryError):
        return None


def published() -> tuple[Note, Checkpoint] | None:
    """Return the checkpoint that readers get; None before the first. Raises MalformedError."""
    data = fetch(CHECKPOINT)
    if data is None:
        return None
    note = Note.parse(data)
    return note, Checkpoint.parse(note.text)


def put(files: dict[str, bytes]) -> None:
    """Write tiles and bundles so that they outlive a power cut. Raises OSError.

    What is there with these bytes is not written again.
    """
    folders: dict[Path, dict[Path, bytes]] = defaultdict(dict)
    for name, data in files.items():
        path = root() / name
        if fetch(name) != data:
            folders[path.parent][path] = data
    for found in folders.values():
        durable.write(found)


def publish(note: Note) -> None:
    """Let readers see this checkpoint: only now is what it covers recorded. Raises OSError."""
    durable.write({root() / CHECKPOINT: str(note).encode()})


def clear(names: list[str]) -> None:
    """Take away the partial tiles for which the full one stands among ``names`` now."""
    for name in names:
        if _PARTIAL not in name:
            shutil.rmtree(root() / f"{name}{_PARTIAL}", ignore_errors=True)
