"""The baked tree: what each public path answers, as files that any server can hand out."""

from __future__ import annotations

import gzip
import os
import time
from dataclasses import dataclass
from enum import Enum
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING

import brotli

from masthead.core import durable, layout

if TYPE_CHECKING:
    from collections.abc import Iterator

BROTLI_QUALITY = 5  # a tenth of the time of 11 for 5 % more bytes: bench/bake.py
GZIP_LEVEL = 6
SMALLEST = 200  # bytes; below, a compressed copy saves no packet
GENERATION = ".generation"


class State(Enum):
    """What a path answers."""

    PAGE = ""
    GONE = layout.GONE
    REDIRECT = layout.REDIRECT


@dataclass(frozen=True)
class Baked:
    """What is to stand at a path: a body, or where the redirect leads; None where nothing does."""

    state: State
    body: bytes


@dataclass(frozen=True)
class Tree:
    """The files below ``root``."""

    root: Path

    def file(self, path: str, state: State = State.PAGE) -> Path:
        """Return where ``path`` lies in the given state."""
        return self.root / (layout.relative(path) + state.value)

    def put(self, path: str, baked: Baked | None) -> bool:
        """Make ``path`` answer with ``baked``, or with nothing; whether a byte changed.

        The plain file is written last and removed last, so a run that was cut off is seen as not
        done and the next one does all of it.
        """
        unwanted = [state for state in State if baked is None or state is not baked.state]
        stale = [file for state in unwanted for file in self._files(path, state)]
        write = baked is not None and not _holds(self.file(path, baked.state), baked.body)
        if not write and not any(file.exists() for file in stale):
            return False
        try:
            if baked and write:
                files = _with_copies(self.file(path, baked.state), baked)
                # First: a server that read them with the new page would not look at them again.
                durable.remove([old for old in self._files(path, baked.state) if old not in files])
                durable.write(files)
            durable.remove(stale)
        finally:
            # Also after a failure: some of the files may be new already.
            self.turn()
        return True

    def holds(self, path: str) -> bool:
        """Whether the tree answers ``path``, in whatever state."""
        return any(self.file(path, state).exists() for state in State)

    def _files(self, path: str, state: State) -> list[Path]:
        file = self.file(path, state)
        return [*(file.with_name(file.name + end) for end in layout.ENCODINGS.values()), file]

    def paths(self, beneath: str = "/") -> Iterator[str]:
        """Every path beneath one that is baked, whatever it answers.

        Those that lie under a hash are only known to the site.
        """
        return (path for path, _file in self._walk(beneath))

    def count_before(self, moment: float) -> int:
        """Count the paths whose file was last made or confirmed before ``moment`` (POSIX time)."""
        return sum(_time_of(file) < moment for _path, file in self._walk("/"))

    def confirm(self, path: str, moment: float) -> None:
        """Note that ``path`` still answers the same, where that was last said before ``moment``."""
        for state in State:
            file = self.file(path, state)
            if _time_of(file) < moment:
                file.touch()

    def _walk(self, beneath: str) -> Iterator[tuple[str, Path]]:
        for folder, inside, names in os.walk(self.root / beneath.strip("/")):
            inside[:] = [name for name in inside if not name.startswith(".")]  # the locks
            place = os.path.relpath(folder, self.root)
            for name in names:
                path = layout.path_of("" if place == "." else place, name)
                if path:
                    yield path, Path(folder, name)

    def turn(self) -> None:
        """Tell servers that hold pages in memory to look at the files again."""
        self.root.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.root / GENERATION, os.O_RDWR | os.O_CREAT, durable.MODE)
        try:
            os.pwrite(descriptor, time.time_ns().to_bytes(8, "little"), 0)
        finally:
            os.close(descriptor)


def _time_of(file: Path) -> float:
    """When ``file`` was written; what is not there counts as new."""
    try:
        return file.stat().st_mtime
    except FileNotFoundError:
        return inf


def _holds(file: Path, body: bytes) -> bool:
    try:
        return file.stat().st_size == len(body) and file.read_bytes() == body
    except FileNotFoundError:
        return False


def _with_copies(file: Path, baked: Baked) -> dict[Path, bytes]:
    """Compressed copies, then the plain file."""
    files = {}
    if baked.state is State.PAGE and len(baked.body) >= SMALLEST:
        compressed = {
            "br": brotli.compress(baked.body, quality=BROTLI_QUALITY),
            "gzip": gzip.compress(baked.body, GZIP_LEVEL, mtime=0),
        }
        for name, data in compressed.items():
            files[file.with_name(file.name + layout.ENCODINGS[name])] = data
    files[file] = baked.body
    return files
