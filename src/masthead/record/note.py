"""Signed notes (C2SP signed-note 1.0.0), and the making of their signatures.

A note is text that ends in a line feed, an empty line, and signature lines
`— <name> <base64(key id, signature)>`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .encoding import decode, encode
from .errors import MalformedError, UnprovenError
from .keys import ID_BYTES, TIME_BYTES, KeyKind, cosignature_message, is_name, public_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    from .keys import Key

MOST_SIGNATURES = 100
LARGEST_NOTE = 1_000_000  # bytes; a checkpoint with a hundred ML-DSA cosignatures has 330 000
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")
_DASH = "\u2014"


@dataclass(frozen=True)
class Signature:
    """A valid signature; `time` is the cosigner's, in POSIX seconds."""

    key: Key
    time: int | None


@dataclass(frozen=True)
class Line:
    """A signature line as it stands, whether its key is known or not."""

    name: str
    id: bytes
    signature: bytes

    @classmethod
    def parse(cls, line: str) -> Line:
        """Read a line without its line feed. Raises MalformedError."""
        dash, _, rest = line.partition(" ")
        name, mark, encoded = rest.partition(" ")
        if dash != _DASH or not mark or not is_name(name):
            raise MalformedError(f"{line[:80]!r} is not a signature line")
        data = decode(encoded)
        if len(data) <= ID_BYTES:
            raise MalformedError(f"the signature of {name!r} is too short")
        return cls(name, data[:ID_BYTES], data[ID_BYTES:])

    def __str__(self) -> str:
        return f"{_DASH} {self.name} {encode(self.id + self.signature)}\n"


@dataclass(frozen=True)
class Note:
    """The text and the lines under it; nothing is verified yet."""

    text: str
    lines: tuple[Line, ...]

    @classmethod
    def parse(cls, data: bytes) -> Note:
        """Split a note at its last empty line. Raises MalformedError where the form is broken."""
        whole = _plain_text(data)
        text, mark, block = whole.rpartition("\n\n")
        if not mark or not block:
            raise MalformedError("the note does not end with an empty line and signature lines")
        lines = block[:-1].split("\n")
        if len(lines) > MOST_SIGNATURES:
            raise MalformedError(f"the note has more than {MOST_SIGNATURES} signatures")
        return cls(text + "\n", tuple(Line.parse(line) for line in lines))

    def __str__(self) -> str:
        return self.text + "\n" + "".join(map(str, self.lines))

    def verify(self, keys: Iterable[Key]) -> list[Signature]:
        """Return the valid signatures by `keys`, one for each key however many lines it has.

        Raises UnprovenError where a known key's signature is not valid, or there is none by any.
        """
        known = {(key.name, key.id): key for key in keys}
        found: dict[Key, Signature] = {}
        for line in self.lines:
            key = known.get((line.name, line.id))
            if key:
                found[key] = Signature(key, key.check(self.text, line.signature))
        if not found:
            raise UnprovenError(self._why_unsigned({name for name, _ in known}))
        return list(found.values())

    def _why_unsigned(self, known: set[str]) -> str:
        impostors = [line.name for line in self.lines if line.name in known]
        if impostors:
            return f"signed in the name of {impostors[0]!r}, but with another key than is known"
        names = ", ".join(sorted({repr(line.name) for line in self.lines})[:5])
        return f"signed by no known key, only by {names}"


def sign(text: str, name: str, private: Ed25519PrivateKey) -> Line:
    """Sign `text` as the log does."""
    return Line(name, public_key(name, private).id, private.sign(text.encode()))


def cosign(text: str, name: str, private: Ed25519PrivateKey, time: int) -> Line:
    """Sign `text` as a witness does that saw it at `time` (POSIX seconds)."""
    key = public_key(name, private, KeyKind.COSIGNATURE)
    signature = private.sign(cosignature_message(text, time))
    return Line(name, key.id, time.to_bytes(TIME_BYTES, "big") + signature)


def _plain_text(data: bytes) -> str:
    if len(data) > LARGEST_NOTE:
        raise MalformedError(f"the note is longer than {LARGEST_NOTE} bytes")
    try:
        whole = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedError(f"the note is not UTF-8 at byte {error.start}") from None
    if "\r" in whole:
        raise MalformedError("the note has carriage returns: its line ends were changed on the way")
    if _CONTROL.search(whole):
        raise MalformedError("the note holds a control character")
    if not whole.endswith("\n"):
        raise MalformedError("the note has lost its last line feed")
    return whole
