"""Baked pages, ready to send: held in memory, looked at again when the baker says so."""

from __future__ import annotations

import hashlib
import mmap
import os
import stat
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from time import monotonic
from typing import TYPE_CHECKING

from masthead.core import layout

from .answer import Answer, Variant, lead

if TYPE_CHECKING:
    from .answer import Headers

    Stamp = tuple[int, int, int]

GENERATION = ".generation"
STATUSES = {"": "200 OK", layout.GONE: "410 Gone"}
# Seconds after which a file is looked at though the baker said nothing: the tree may have been
# replaced as a whole, or lie on a network where one machine does not see another's memory.
LONGEST_TRUST = 2.0
OVERHEAD = 4096  # bytes of memory that an answer takes beside its bodies, about


@dataclass(slots=True)
class Held:
    """An answer in memory, and the file it was read from."""

    answer: Answer
    file: str
    stamp: Stamp
    size: int
    generation: bytes
    looked_at: float
    used: bool = False


class Pages:
    """The baked tree; what was asked for lately stays in memory, up to ``limit`` bytes."""

    def __init__(self, root: Path, limit: int, headers: Headers) -> None:
        self.root = root
        self.limit = limit
        self.headers = headers
        self.size = 0
        self._held: dict[str, Held] = {}
        self._changing = Lock()
        self._mark = _map_generation(root)

    def get(self, path: str) -> Answer | None:
        """Return what was baked for ``path`` (decoded), or None."""
        return self.held(path) or self._load(path, self._mark[:8])

    def held(self, path: str) -> Answer | None:
        """Return what lies in memory for ``path`` and is not out of date; no file is read."""
        held = self._held.get(path)
        if held is None:
            return None
        generation, now = self._mark[:8], monotonic()
        if held.generation != generation or now - held.looked_at > LONGEST_TRUST:
            if _stamp(held.file) != held.stamp:
                return None
            held.generation, held.looked_at = generation, now
        held.used = True
        return held.answer

    def _load(self, path: str, generation: bytes) -> Answer | None:
        place = os.path.join(self.root, layout.relative(path))  # noqa: PTH118 - Path costs ten times as much
        for ending in ("", layout.REDIRECT, layout.GONE):
            stamp = _stamp(place + ending)
            answer = self._read(path, place, ending) if stamp else None
            if stamp and answer:
                bodies = [answer.plain, *answer.encoded.values()]
                size = OVERHEAD + sum(len(variant.body) for variant in bodies)
                held = Held(answer, place + ending, stamp, size, generation, monotonic())
                self._hold(path, held)
                return answer
        self._drop(path)
        return None

    def _read(self, path: str, place: str, ending: str) -> Answer | None:
        try:
            body = Path(place + ending).read_bytes()
        except FileNotFoundError:  # taken away between the look and the reading
            return None
        if ending == layout.REDIRECT:
            return lead(body.decode(), self.headers)
        kind = layout.HTML if ending else layout.content_type(path)
        encoded = {}
        for coding, copy in layout.ENCODINGS.items():
            try:
                compressed = Path(place + ending + copy).read_bytes()
            except FileNotFoundError:
                continue
            encoded[coding] = _variant(compressed, kind, coding, self.headers)
        return Answer(STATUSES[ending], _variant(body, kind, "", self.headers), encoded)

    def _hold(self, path: str, held: Held) -> None:
        with self._changing:
            self._forget(path)
            if held.size > self.limit:
                return
            self._held[path] = held
            self.size += held.size
            while self.size > self.limit:
                self._make_room()

    def _make_room(self) -> None:
        """Drop the oldest answer, or let it stay for a round where it was asked for meanwhile.

        Keeping them in the order of their last use would cost each request a change under a lock.
        """
        path, held = next(iter(self._held.items()))
        self._forget(path)
        if held.used:
            held.used = False
            self._held[path] = held
            self.size += held.size

    def _drop(self, path: str) -> None:
        with self._changing:
            self._forget(path)

    def _forget(self, path: str) -> None:
        held = self._held.pop(path, None)
        if held:
            self.size -= held.size


def _map_generation(root: Path) -> mmap.mmap | bytes:
    """Map the eight bytes that the baker changes: reading them costs no system call.

    An account that may only read the tree, before anything was baked, does without them.
    """
    file = root / GENERATION
    try:
        root.mkdir(parents=True, exist_ok=True)
        with file.open("ab") as made:
            if made.tell() < 8:  # noqa: PLR2004 - an uint64
                made.truncate(8)
    except OSError:
        if not file.exists():
            return b""
    with file.open("rb") as found:
        return mmap.mmap(found.fileno(), 8, prot=mmap.PROT_READ)


def _stamp(file: str) -> Stamp | None:
    try:
        found = os.stat(file)  # noqa: PTH116 - Path costs ten times as much
    except OSError:
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return (found.st_mtime_ns, found.st_ino, found.st_size)


def _variant(body: bytes, kind: str, coding: str, headers: Headers) -> Variant:
    """Make one encoding ready; the ETag is strong, so each encoding has its own."""
    etag = f'"{hashlib.sha256(coding.encode() + body).hexdigest()[:24]}"'
    kept = [*headers, ("ETag", etag), ("Vary", "Accept-Encoding")]
    full = [*kept, ("Content-Type", kind), ("Content-Length", str(len(body)))]
    if coding:
        full.append(("Content-Encoding", coding))
    return Variant(etag, full, kept, body)
