"""Offline proofs (C2SP tlog-proof): one entry, its path to a checkpoint, the checkpoint itself.

The `extra` line carries what a checker needs besides (ours): the entry, and the salt of its
commitment while the content exists. Nothing in it is believed that the path does not prove.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import canonical
from .commitment import SALT_BYTES
from .encoding import decode, encode, number, url_decode, url_encode
from .entry import Entry
from .errors import MalformedError
from .note import LARGEST_NOTE, Note
from .tree import HASH_BYTES, check_inclusion, leaf_hash

if TYPE_CHECKING:
    from .policy import Opened, Policy

HEADER = "c2sp.org/tlog-proof@v1"
LONGEST_PATH = 63
LARGEST_EXTRA = 4096  # bytes
LARGEST_PROOF = LARGEST_NOTE + 16_384  # bytes


@dataclass(frozen=True)
class Proof:
    """What travels with a copy; `salt` is None once the content was erased."""

    index: int
    path: tuple[bytes, ...]
    checkpoint: Note
    entry: Entry
    salt: bytes | None = None

    @classmethod
    def parse(cls, data: bytes) -> Proof:
        """Read a proof. Raises MalformedError, naming what is."""
        if len(data) > LARGEST_PROOF:
            raise MalformedError(f"the proof is longer than {LARGEST_PROOF} bytes")
        if b"\r" in data:
            raise MalformedError(
                "the proof has carriage returns: its line ends were changed on the way"
            )
        head, mark, checkpoint = data.partition(b"\n\n")
        if not mark:
            raise MalformedError("the proof holds no checkpoint")
        first, *lines = head.decode("ascii", "replace").split("\n")
        if first != HEADER:
            raise MalformedError(f"the proof does not begin with {HEADER}")
        entry, salt = _read_extra(_take(lines, "extra"))
        index = number(_take(lines, "index"), "the index")
        path = tuple(decode(line) for line in lines)
        if len(path) > LONGEST_PATH or any(len(found) != HASH_BYTES for found in path):
            raise MalformedError(
                f"the path of the proof is not at most 63 hashes of {HASH_BYTES} bytes"
            )
        return cls(index, path, Note.parse(checkpoint), entry, salt)

    def __str__(self) -> str:
        extra: dict[str, Any] = {"entry": self.entry.fields()}
        if self.salt:
            extra["salt"] = url_encode(self.salt)
        lines = [HEADER, f"extra {encode(canonical.write(extra))}", f"index {self.index}"]
        return "\n".join([*lines, *map(encode, self.path), "", str(self.checkpoint)])

    def check(self, policy: Policy) -> Opened:
        """Return the checkpoint in whose tree the entry stands; the quorum is left to the caller.

        Raises UnprovenError where log, signature or path do not hold.
        """
        opened = policy.open_unwitnessed(self.checkpoint)
        tree = opened.checkpoint
        leaf = leaf_hash(self.entry.serialise())
        check_inclusion(leaf, self.index, tree.size, self.path, tree.root)
        return opened


def _take(lines: list[str], word: str) -> str:
    if not lines or not lines[0].startswith(f"{word} "):
        raise MalformedError(f"the proof has no line {word!r} where one should stand")
    return lines.pop(0).removeprefix(f"{word} ")


def _read_extra(text: str) -> tuple[Entry, bytes | None]:
    fields = canonical.read(decode(text), "the extra data of the proof", LARGEST_EXTRA)
    entry, salt = fields.pop("entry", None), fields.pop("salt", None)
    if fields or not isinstance(entry, dict) or not isinstance(salt, str | None):
        raise MalformedError("the extra data of the proof is not an entry and its salt")
    decoded = url_decode(salt) if salt is not None else None
    if decoded and len(decoded) != SALT_BYTES:
        raise MalformedError(f"the salt of the proof is not {SALT_BYTES} bytes long")
    return Entry.from_fields(entry), decoded
