"""Public keys as signed notes name them, and what each type of key signs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum
from hashlib import sha256
from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey

from .checkpoint import Checkpoint
from .encoding import decode, encode
from .errors import MalformedError, UnprovenError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

ID_BYTES = 4
TIME_BYTES = 8
LATEST = 253_402_300_799  # POSIX seconds: the end of 9999, after which no time can be written
_LABEL = b"subtree/v1\n\x00"  # C2SP tlog-cosignature, "ML-DSA-44 signed message"
_LONGEST_NAME = 255  # bytes, there
# `\s` is every Unicode space; a lone surrogate is a byte of a policy that is not UTF-8.
_NAME = re.compile("[^\\s+\ud800-\udfff]+")


class KeyKind(IntEnum):
    """The type byte of a key (C2SP signed-note, "Signature types")."""

    ED25519 = 0x01
    COSIGNATURE = 0x04  # Ed25519 over the text and a time
    MLDSA_COSIGNATURE = 0x06  # ML-DSA-44 over origin, size, root and a time

    @property
    def key_bytes(self) -> int:
        """How long a public key is."""
        return 1312 if self is KeyKind.MLDSA_COSIGNATURE else 32

    @property
    def signature_bytes(self) -> int:
        """How long a signature is, with its time where it has one."""
        lengths = {KeyKind.ED25519: 64, KeyKind.COSIGNATURE: 72}
        return lengths.get(self, TIME_BYTES + 2420)


@dataclass(frozen=True)
class Key:
    """A public key as `<name>+<key id>+<base64(type, key)>` writes it."""

    name: str
    kind: KeyKind
    public: bytes

    @classmethod
    def parse(cls, text: str) -> Key:
        """Read a verifier key. Raises MalformedError where name, id and key do not fit."""
        name, identity, encoded = [*text.split("+", 2), "", ""][:3]
        if not encoded or not is_name(name):
            raise MalformedError(f"{text[:80]!r} is not a key: it should read name+id+base64")
        data = decode(encoded)
        try:
            kind = KeyKind(data[0])
        except ValueError:
            raise MalformedError(f"key {name!r} is of type {data[0]}, unknown here") from None
        if len(data) != 1 + kind.key_bytes:
            raise MalformedError(f"key {name!r} has {len(data) - 1} bytes, not {kind.key_bytes}")
        key = cls(name, kind, data[1:])
        if key.id.hex() != identity:
            raise MalformedError(f"the id {identity[:16]!r} of key {name!r} does not belong to it")
        return key

    @property
    def id(self) -> bytes:
        """The first four bytes of the hash of name, type and key."""
        material = self.name.encode() + b"\n" + bytes([self.kind]) + self.public
        return sha256(material).digest()[:ID_BYTES]

    def __str__(self) -> str:
        return f"{self.name}+{self.id.hex()}+{encode(bytes([self.kind]) + self.public)}"

    def check(self, text: str, signature: bytes) -> int | None:
        """Return the time that the signer put to a signature of `text`, in POSIX seconds.

        None for a signature of the type that has no time. Raises UnprovenError unless it is valid.
        """
        if len(signature) != self.kind.signature_bytes:
            raise UnprovenError(self._wrong_length(len(signature)))
        time = None
        if self.kind is not KeyKind.ED25519:
            time = int.from_bytes(signature[:TIME_BYTES], "big")
            signature = signature[TIME_BYTES:]
        try:
            self._verify(signature, self._message(text, time))
        except InvalidSignature:
            raise UnprovenError(f"the signature of {self.name!r} is not valid") from None
        return time

    def _message(self, text: str, time: int | None) -> bytes:
        if time is None:
            return text.encode()
        if time > LATEST:
            raise UnprovenError(f"the cosignature of {self.name!r} has an impossible time")
        if self.kind is KeyKind.MLDSA_COSIGNATURE:
            return subtree_message(self.name, text, time)
        return cosignature_message(text, time)

    def _verify(self, signature: bytes, message: bytes) -> None:
        if self.kind is KeyKind.MLDSA_COSIGNATURE:
            MLDSA44PublicKey.from_public_bytes(self.public).verify(signature, message)
        else:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)

    def _wrong_length(self, length: int) -> str:
        for other in KeyKind:
            if length == other.signature_bytes:
                return (
                    f"{self.name!r} signs with {self.kind.name}, and what stands there is"
                    f" of type {other.name}: one kind of signature cannot replace another"
                )
        return f"the signature of {self.name!r} is cut off or too long: {length} bytes"


def is_name(text: str) -> bool:
    """Whether a key may have this name: not empty, no Unicode space, no plus sign."""
    return _NAME.fullmatch(text) is not None


def public_key(name: str, private: Ed25519PrivateKey, kind: KeyKind = KeyKind.ED25519) -> Key:
    """The public half of an Ed25519 key, under a name and for one kind of signature."""
    return Key(name, kind, private.public_key().public_bytes_raw())


def cosignature_message(text: str, time: int) -> bytes:
    """What a witness with an Ed25519 key signs: header, time, the text of the checkpoint."""
    return f"cosignature/v1\ntime {time}\n{text}".encode()


def subtree_message(name: str, text: str, time: int) -> bytes:
    """What a cosigner with an ML-DSA-44 key signs: the fields of the checkpoint, no extensions.

    Raises MalformedError where `text` is no checkpoint, has extra lines, or a name does not fit.
    """
    checkpoint = Checkpoint.parse(text)
    if checkpoint.extensions:
        raise MalformedError("an ML-DSA cosignature does not cover the checkpoint's extra lines")
    names = [name.encode(), checkpoint.origin.encode()]
    if any(len(found) > _LONGEST_NAME for found in names):
        raise MalformedError(f"a name is longer than {_LONGEST_NAME} bytes")
    cosigner, origin = (bytes([len(found)]) + found for found in names)
    numbers = [value.to_bytes(8, "big") for value in (time, 0, checkpoint.size)]
    return b"".join([_LABEL, cosigner, numbers[0], origin, *numbers[1:], checkpoint.root])
