"""What a language tag says about writing."""

from __future__ import annotations

import re

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
