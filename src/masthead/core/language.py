"""What a language tag says about writing."""

from __future__ import annotations

import re
from collections.abc import Iterable

import langcodes

# Subtags of RFC 5646 by which a tag says that only those who agreed on it know the language, and
# the codes of ISO 639-2 for none, several and unknown ones.
PRIVATE = re.compile(r"(?:.*-)?x-.*|q[a-t][a-z](?:-.*)?|(?:und|mul|mis|zxx)(?:-.*)?", re.IGNORECASE)
SCRIPT_SUBTAG = re.compile("[a-z]{4}")  # RFC 5646, section 2.2.3
RTL_SCRIPTS = frozenset({"arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg", "aran"})
# Languages written right to left where the tag names no script (CLDR likely subtags).
RTL_LANGUAGES = frozenset(
    "ar arc azb bal ckb dv fa glk he ks lrc mzn nqo pnb ps sd syr ug ur yi".split()
)


def direction(tag: str) -> str:
    """Return "rtl" or "ltr" for a BCP 47 language tag; unknown tags are "ltr"."""
    parts = tag.lower().replace("_", "-").split("-")
    script = next((part for part in parts[1:] if SCRIPT_SUBTAG.fullmatch(part)), None)
    if script:
        return "rtl" if script in RTL_SCRIPTS else "ltr"
    return "rtl" if parts[0] in RTL_LANGUAGES else "ltr"


def is_language(tag: str) -> bool:
    """Whether ``tag`` is a BCP 47 tag of a language that everybody can look up."""
    if "_" in tag or not tag.isascii() or PRIVATE.fullmatch(tag):
        return False
    return langcodes.tag_is_valid(tag)


def standard(tag: str) -> str:
    """Return ``tag`` as the registry writes it: "fa-AF" for "FA-af"; what is no tag as it is."""
    return langcodes.standardize_tag(tag) if is_language(tag) else tag


def nearest(tag: str, known: Iterable[str]) -> str | None:
    """Return which of the ``known`` tags readers of ``tag`` are served by: "fa" for "fa-AF".

    The most exact one; None where there is none.
    """
    wanted = tag.lower()
    fitting = [one for one in known if f"{wanted}-".startswith(f"{one.lower()}-")]
    return max(fitting, key=len, default=None)
