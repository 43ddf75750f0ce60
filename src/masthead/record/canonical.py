"""Canonical JSON (RFC 8785): written in one way only, and read only when written so."""

from __future__ import annotations

import json
import unicodedata
from typing import Any

import rfc8785

from .errors import MalformedError


def write(value: Any) -> bytes:
    """Serialise; raises MalformedError for what JSON cannot hold or nests too deeply."""
    try:
        return rfc8785.dumps(value)
    except (ValueError, RecursionError) as error:
        raise MalformedError(f"this cannot be written as canonical JSON: {error}") from None


def read(data: bytes, what: str, largest: int) -> dict[str, Any]:
    """Read an object of at most `largest` bytes.

    Raises MalformedError unless `data` is what `write` gives for it: so no name stands twice, and
    two readers cannot understand it differently.
    """
    if len(data) > largest:
        raise MalformedError(f"{what} has {len(data)} bytes; at most {largest} are allowed")
    try:
        value = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise MalformedError(f"{what} is not JSON: {error}") from None
    if not isinstance(value, dict):
        raise MalformedError(f"{what} is not a JSON object")
    if write(value) != data:
        raise MalformedError(f"{what} is not canonical JSON (RFC 8785)")
    return value


def composed(value: Any) -> Any:
    """Return `value` with every text in it in NFC, names of fields too."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value)
    if isinstance(value, dict):
        return {composed(key): composed(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [composed(item) for item in value]
    return value
