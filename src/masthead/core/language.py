"""What a language tag says about writing."""

from __future__ import annotations

RTL_SCRIPTS = frozenset({"arab", "hebr", "syrc", "thaa", "nkoo", "adlm", "rohg", "aran"})
# Languages written right to left where the tag names no script (CLDR likely subtags).
RTL_LANGUAGES = frozenset(
    ["ar", "arc", "azb", "bal", "ckb", "dv", "fa", "glk", "he", "ks", "lrc", "mzn", "nqo", "pnb", "ps", "sd", "syr", "ug", "ur", "yi"]
)


def direction(tag: str) -> str:
    """Return "rtl" or "ltr" for a BCP 47 language tag; unknown tags are "ltr"."""
    parts = tag.lower().replace("_", "-").split("-")
    script = next((part for part in parts[1:] if len(part) == 4 and part.isalpha()), None)  # noqa: PLR2004 - RFC 5646 script subtag
    if script:
        return "rtl" if script in RTL_SCRIPTS else "ltr"
    return "rtl" if parts[0] in RTL_LANGUAGES else "ltr"
