"""The key that signs the record, the one it replaced, and the one that lies in a safe.

A private key is written as base64 of its 32 bytes (RFC 8032, section 5.1.5), on one line.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from contextlib import suppress
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.conf import settings

from masthead.record.encoding import decode, encode
from masthead.record.errors import MalformedError

FILE_NAME = "record_key"
OLD_NAME = "record_key.old"  # signs beside the new one until the file is taken away
RECOVERY_NAME = "record_recovery_key"
PATIENCE = 30  # seconds that the command of a key store may take


class KeyMissingError(Exception):
    """The key of the record cannot be had; the text says why and what to do."""


def signing_key() -> Ed25519PrivateKey:
    """Return the key from the settings, from their command, or from the file. KeyMissingError."""
    if settings.RECORD_KEY:
        return read(settings.RECORD_KEY, "record_key in the settings")
    if settings.RECORD_KEY_COMMAND:
        return read(_from_command(settings.RECORD_KEY_COMMAND), "the output of record_key_command")
    return from_file(_folder() / FILE_NAME)


def old_key() -> Ed25519PrivateKey | None:
    """Return the key before this one, while it signs as well."""
    path = _folder() / OLD_NAME
    return from_file(path) if path.exists() else None


def is_kept_elsewhere() -> bool:
    """Whether the settings name the key, so that no file is made."""
    return bool(settings.RECORD_KEY or settings.RECORD_KEY_COMMAND)


def make() -> Ed25519PrivateKey:
    """Make the signing key unless there is one, readable by its owner only; return it."""
    if is_kept_elsewhere():
        return signing_key()
    path = _folder() / FILE_NAME
    # Of two processes that start at once one makes the key, the other reads it.
    with suppress(FileExistsError):
        write(path, Ed25519PrivateKey.generate())
    return from_file(path)


def make_recovery() -> Ed25519PrivateKey | None:
    """Make the key that can take over when the other is lost or stolen; None if one was made.

    Its file is to be carried away: where the signing key can be stolen, so can this one.
    """
    path = _folder() / RECOVERY_NAME
    private = Ed25519PrivateKey.generate()
    try:
        write(path, private)
    except FileExistsError:
        return from_file(path)
    return private


def write(path: Path, private: Ed25519PrivateKey) -> None:
    """Write a key that only this account can read. Raises FileExistsError."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w") as file:
        file.write(encode(private.private_bytes_raw()) + "\n")
        file.flush()
        os.fsync(file.fileno())


def from_file(path: Path) -> Ed25519PrivateKey:
    """Read a key file. Raises KeyMissingError."""
    try:
        return read(path.read_text(encoding="ascii"), str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise KeyMissingError(
            f"the record's key cannot be read from {path} ({error});"
            " put it back from a backup, or rotate to a new one with the recovery key"
        ) from None


def read(text: str, place: str) -> Ed25519PrivateKey:
    """Read a private key. Raises KeyMissingError, which does not repeat the text."""
    try:
        return Ed25519PrivateKey.from_private_bytes(decode(text.strip()))
    except (MalformedError, ValueError):
        raise KeyMissingError(f"{place} is no key: it wants base64 of 32 bytes") from None


def _from_command(command: str) -> str:
    try:
        done = subprocess.run(  # noqa: S603 - the operator's own command
            shlex.split(command), capture_output=True, text=True, timeout=PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise KeyMissingError(
            f"record_key_command gave no key: {type(error).__name__}; run it by hand"
        ) from None
    return done.stdout


def _folder() -> Path:
    return Path(settings.RECORD_KEYS)
