"""Plain text: white space, lengths, characters that have no place in it."""

import re
import unicodedata

_SPACES = re.compile(r"\s+")
#: What XML 1.0 (section 2.2) does not count as a character, as far as it fits in a Python string.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def collapse(text: str) -> str:
    """`text` on one line, each run of white space as one space, none at the ends."""
    return _SPACES.sub(" ", text).strip()


def shorten(text: str, limit: int) -> str:
    """At most `limit` characters of `text`, cut between words where there are any, with "…"."""
    text = collapse(text)
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    if text[limit - 1] != " " and " " in head:
        head = head[: head.rindex(" ")]
    return head.rstrip(" ,;:–—-") + "…"


def printable(text: str) -> str:
    """`text` without the control characters that neither XML nor a database field takes."""
    return _FORBIDDEN.sub("", text)


def nfc(text: str) -> str:
    """`text` with letters and accents composed, so that equal words are equal strings."""
    return unicodedata.normalize("NFC", text)
