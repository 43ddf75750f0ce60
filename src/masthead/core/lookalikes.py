"""Letters of different alphabets that readers cannot tell apart, and spammers exchange.

After Unicode's confusables.txt (UTS 39): small letters that are drawn alike in common fonts.
"""

#: Cyrillic and Greek letters with the Latin one that looks the same.
LATIN = dict(zip("аеорсухкмнтвіјѕԁɡοανρτυικεϲ", "aeopcyxkmhtbijsdgoavptuikec", strict=True))
_TABLE = str.maketrans(LATIN)


def as_latin(text: str) -> str:
    """`text`, in small letters, with each lookalike as the Latin letter."""
    return text.translate(_TABLE)
