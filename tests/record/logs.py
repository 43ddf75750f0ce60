"""A small log for the tests: it grows in memory and signs as a real one does."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from masthead.record.bundle import pack
from masthead.record.checkpoint import Checkpoint
from masthead.record.keys import KeyKind, public_key
from masthead.record.note import Line, Note, cosign, sign
from masthead.record.tiles import TILE_BITS, TileReader, bundles, grown
from masthead.record.tree import leaf_hash, root, subtree_root

ORIGIN = "harbour.example/record"
WITNESSES = ("one.example/w", "two.example/w", "three.example/w")
NOON = 1_795_608_000  # POSIX seconds: 2026-11-25 12:00 UTC


def private_key(name: str) -> Ed25519PrivateKey:
    """The same key for the same name, so that a failure can be repeated."""
    return Ed25519PrivateKey.from_private_bytes(name.encode().ljust(32, b".")[:32])


def policy_text(quorum: str = "2") -> bytes:
    """The log, three witnesses, and how many of them it takes."""
    lines = [f"log {public_key(ORIGIN, private_key(ORIGIN))}"]
    for name in WITNESSES:
        key = public_key(name, private_key(name), KeyKind.COSIGNATURE)
        lines.append(f"witness {name} {key} https://{name}")
    if quorum == "none":
        return "\n".join([*lines, "quorum none", ""]).encode()
    return "\n".join(
        [*lines, f"group all-of-them {quorum} {' '.join(WITNESSES)}", "quorum all-of-them", ""]
    ).encode()


@dataclass
class Log:
    """Entries, and the files that they lie in."""

    entries: list[bytes] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)

    def grow(self, entries: Iterable[bytes]) -> None:
        old = len(self.entries)
        self.entries += entries
        new = len(self.entries)
        leaves = [leaf_hash(entry) for entry in self.entries]
        for tile in grown(old, new):
            span = 1 << (TILE_BITS * int(tile.level))
            first = tile.number * 256
            self.files[tile.path] = b"".join(
                subtree_root(leaves[at * span : (at + 1) * span])
                for at in range(first, first + tile.width)
            )
        for tile in bundles(old, new):
            first = tile.number * 256
            self.files[tile.path] = pack(self.entries[first : first + tile.width])

    @property
    def reader(self) -> TileReader:
        return TileReader(len(self.entries), self.files.get)

    @property
    def checkpoint(self) -> Checkpoint:
        return Checkpoint(ORIGIN, len(self.entries), root(len(self.entries), self.reader))

    def note(self, witnesses: Iterable[str] = WITNESSES, time: int = NOON) -> Note:
        text = str(self.checkpoint)
        lines = [sign(text, ORIGIN, private_key(ORIGIN))]
        lines += [cosign(text, name, private_key(name), time) for name in witnesses]
        return Note(text, tuple(lines))


def a_log(size: int, label: str = "entry") -> Log:
    log = Log()
    log.grow(f"{label} {at}".encode() for at in range(size))
    return log


def changed(data: bytes, at: int) -> bytes:
    """`data` with one bit of byte `at` flipped."""
    return data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :]


def with_line(note: Note, *lines: Line) -> Note:
    return Note(note.text, (*note.lines, *lines))
