"""Checkpoints (C2SP tlog-checkpoint 1.0.0): what a log promises to have held."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .encoding import decode, encode, number
from .errors import MalformedError, UnprovenError
from .tree import HASH_BYTES, check_consistency

if TYPE_CHECKING:
    from collections.abc import Sequence

_LINES = 3  # origin, size, root


@dataclass(frozen=True)
class Checkpoint:
    """The log's name, its size and the root of its tree; `extensions` are kept, not understood."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    @classmethod
    def parse(cls, text: str) -> Checkpoint:
        """Read the text of a checkpoint, without signatures. Raises MalformedError."""
        lines = text.split("\n")
        if len(lines) <= _LINES or lines[-1]:
            raise MalformedError("a checkpoint has three lines: origin, size, root")
        origin, size, root, *extensions = lines[:-1]
        if not origin or not all(extensions):
            raise MalformedError("the checkpoint has an empty line")
        decoded = decode(root)
        if len(decoded) != HASH_BYTES:
            raise MalformedError(f"the root of the checkpoint is not {HASH_BYTES} bytes long")
        return cls(origin, number(size, "the size"), decoded, tuple(extensions))

    def __str__(self) -> str:
        lines = (self.origin, self.size, encode(self.root), *self.extensions)
        return "".join(f"{line}\n" for line in lines)

    def check_follows(self, seen: Checkpoint, path: Sequence[bytes]) -> None:
        """Check that this log has only grown since `seen`; `path` is the consistency proof.

        Raises UnprovenError for another log, a rollback, and a fork of the same or a greater size.
        """
        if self.origin != seen.origin:
            raise UnprovenError(f"{self.origin!r} is another log than {seen.origin!r}")
        check_consistency(seen.size, self.size, path, seen.root, self.root)
