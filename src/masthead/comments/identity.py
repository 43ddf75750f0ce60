"""Who somebody is to us: a keyed hash of the e-mail address, and never the address."""

from __future__ import annotations

import unicodedata

from django.utils.crypto import salted_hmac

# Part of the key derivation: another purpose takes another salt, so hashes cannot be compared.
SALT = "masthead.comments.identity"


def email_hash(email: str) -> str:
    """Keyed hash (HMAC-SHA-256, 64 hexadecimal digits) of an e-mail address; "" for none.

    The key is derived from SECRET_KEY: with another key all senders are strangers again, and
    without it nobody can try out addresses against a stolen database.
    """
    address = unicodedata.normalize("NFKC", email).strip().casefold()
    return salted_hmac(SALT, address, algorithm="sha256").hexdigest() if address else ""


def fingerprint(*parts: object) -> str:
    """Keyed hash of what makes two comments the same one; it tells nothing of the parts."""
    return salted_hmac("masthead.comments.fingerprint", repr(parts), algorithm="sha256").hexdigest()
