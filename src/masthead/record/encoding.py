"""Numbers and bytes in text: one spelling for each value, so that equal things are equal bytes."""

from __future__ import annotations

import base64
import binascii
import re

from .errors import MalformedError

LARGEST_NUMBER = 2**63 - 1  # sizes, indexes and times
_DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


def encode(data: bytes) -> str:
    """Return standard base64 with padding (RFC 4648, section 4)."""
    return base64.b64encode(data).decode()


def decode(text: str) -> bytes:
    """Read standard base64; raises MalformedError unless it is written in the one canonical way."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if not data or encode(data) != text:
        raise MalformedError(f"{text[:80]!r} is not canonical base64")
    return data


def url_encode(data: bytes) -> str:
    """Return base64url without padding (RFC 4648, section 5)."""
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def url_decode(text: str) -> bytes:
    """Read base64url without padding; raises MalformedError unless it is canonical."""
    try:
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        data = b""
    if not data or url_encode(data) != text:
        raise MalformedError(f"{text[:80]!r} is not canonical base64url")
    return data


def number(text: str, what: str) -> int:
    """Read a decimal number; raises MalformedError for signs, leading zeros and 2**63 and more."""
    if not _DECIMAL.fullmatch(text) or int(text) > LARGEST_NUMBER:
        raise MalformedError(f"{what} {text[:40]!r} is not a decimal number without leading zeros")
    return int(text)
