"""Commitments: how an entry stands for content that it does not show (the form of RFC 9901).

A disclosure is base64url of the JSON array `[salt, claim, digest]`; the commitment is its SHA-256.
Who has salt and content can check it. Once both are destroyed, nobody can test a guess.
"""

from __future__ import annotations

import secrets
from hashlib import sha256

import rfc8785

from .encoding import url_encode
from .errors import MalformedError

SALT_BYTES = 32
ARTICLE = "article"
KEY = "key"  # of a key-change entry; the content is the new verifier key


def new_salt() -> bytes:
    """Return 256 random bits."""
    return secrets.token_bytes(SALT_BYTES)


def disclosure(salt: bytes, content: bytes, claim: str = ARTICLE) -> str:
    """Return the disclosure; raises MalformedError for a salt of another length than 32 bytes."""
    if len(salt) != SALT_BYTES:
        raise MalformedError(f"the salt has {len(salt)} bytes, not {SALT_BYTES}")
    parts = [url_encode(salt), claim, url_encode(sha256(content).digest())]
    return url_encode(rfc8785.dumps(parts))


def commit(salt: bytes, content: bytes, claim: str = ARTICLE) -> str:
    """Return the commitment to `content`: base64url of 32 bytes. Raises MalformedError as above."""
    return digest_of(disclosure(salt, content, claim))


def digest_of(disclosed: str) -> str:
    """Hash a disclosure as RFC 9901, section 4.2.3 says: over its base64url characters."""
    return url_encode(sha256(disclosed.encode("ascii")).digest())
