"""The last part of an address, made of a headline or a name."""

from __future__ import annotations

import re
import unicodedata

from anyascii import anyascii

#: Persian half-space and the joiner of Indic scripts: without them words are other words.
JOINERS = "\u200c\u200d"
# Letters, digits, and the vowel signs and accents on them.
_STAY = frozenset("LNM")
# They stand within words and abbreviations; a hyphen in their place would take those apart.
_WITHIN_WORDS = frozenset("'’ʼ.")
_HYPHENS = re.compile(rf"[-\s]+(?:[{JOINERS}]|[-\s])*")
_LOOSE_JOINERS = re.compile(rf"(?<!\w)[{JOINERS}]+|[{JOINERS}]+(?![{JOINERS}]|\w)")


def slug(text: str, *, latin: bool = False) -> str:
    """Return ``text`` as the last part of an address: small letters, digits, single hyphens.

    In the letters it is written in, or in a to z. Texts that differ only by normal form (UAX 15)
    have the same one. Empty where ``text`` holds neither letter nor digit.
    """
    text = unicodedata.normalize("NFKC", text)
    if latin:
        text = anyascii(text)
    plain = "".join(map(_part, unicodedata.normalize("NFC", text.lower())))
    return _LOOSE_JOINERS.sub("", _HYPHENS.sub("-", plain)).strip("-" + JOINERS)


def _part(char: str) -> str:
    kind = unicodedata.category(char)
    if kind[0] in _STAY or char == "_" or char in JOINERS:
        return char
    # Of what is not seen (Cf), such as marks of direction, nothing stays.
    return "" if kind == "Cf" or char in _WITHIN_WORDS else "-"
