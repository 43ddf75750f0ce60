"""An e-mail address as it lies in the database: encrypted, under a key of the outlet's own."""

from __future__ import annotations

import base64

from cryptography.fernet import Fernet
from django.utils.crypto import salted_hmac

SALT = "masthead.comments.notices"


def seal(address: str) -> str:
    """Encrypt an address (Fernet: AES-128-CBC with HMAC-SHA-256)."""
    return _box().encrypt(address.encode()).decode()


def unseal(sealed: str) -> str:
    """The address. Raises cryptography.fernet.InvalidToken where the outlet's key has changed."""
    return _box().decrypt(sealed.encode()).decode()


def _box() -> Fernet:
    """The key is derived from SECRET_KEY, for this purpose alone."""
    return Fernet(base64.urlsafe_b64encode(salted_hmac(SALT, "seal", algorithm="sha256").digest()))
