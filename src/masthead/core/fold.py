"""Words as the search compares them: one form for all the ways the same word is typed.

Texts are folded when they are indexed, questions when they are asked. After Unicode's
compatibility forms (UAX 15): capitals, accents, vowel signs and letters that keyboards of one
script exchange (Arabic and Persian yeh and kaf, forms of hamza and heh). The Persian half-space
(U+200C) joins, as writers who have no key for it do; so does a space before an ending or after
`می`, which others type there.
"""

from __future__ import annotations

import re
import unicodedata

HALF_SPACE = "\u200c"
# Combining classes that stay: 0 is no accent, 7 to 9 (Brahmic scripts, kana) make other letters.
_STAY = frozenset((0, 7, 8, 9))
_LETTERS = {
    # Arabic script: what Arabic, Persian, Urdu, Kurdish and Uyghur keyboards write for one letter
    **dict.fromkeys("يىێ", "ی"),
    **dict.fromkeys("كڪ", "ک"),
    **dict.fromkeys("ةۃھہە", "ه"),
    **dict.fromkeys("ءٴـ", ""),
    "ٱ": "ا",
    "ۆ": "و",
    "ڕ": "ر",
    "ڵ": "ل",
    "ڤ": "ف",
    # Latin letters that Unicode does not take apart
    "ø": "o",
    "ł": "l",
    "đ": "d",
    "ð": "d",
    "ħ": "h",
    "ı": "i",
    "æ": "ae",
    "œ": "oe",
    "þ": "th",
    # An apostrophe within a word is typed with any of a dozen marks; a letter is one of them.
    "ʼ": " ",
    "ʻ": " ",
}
_PREFIX = "ن?می"
_SUFFIX = "ها(?:یی|یم|یت|یش|یمان|یتان|یشان|ی)?|تر(?:ین)?"
_COMPOUND = re.compile(
    rf"(?:{_PREFIX}[ {HALF_SPACE}])?\w+(?:{HALF_SPACE}\w+| (?:{_SUFFIX})(?!\w))*"
)
_WORD = re.compile(r"\w+")


def _table() -> dict[int, str | None]:
    """What becomes of each character, after it was taken apart."""
    table: dict[int, str | None] = {}
    # Every alphabet with accents or digits of its own lies below; CJK above has neither.
    for code in range(0x80, 0x3000):
        char = chr(code)
        kind = unicodedata.category(char)
        if kind == "Nd":
            table[code] = str(unicodedata.decimal(char))
        elif kind == "Cf" or unicodedata.combining(char) not in _STAY:
            table[code] = None
    del table[ord(HALF_SPACE)]
    return table | {ord(char): to for char, to in _LETTERS.items()} | {0xFEFF: None}


_TABLE = _table()


def fold(text: str) -> str:
    """`text` in the form in which words are compared; of a question as well as of a page."""
    return _COMPOUND.sub(_joined, _plain(text))


def fold_for_index(text: str) -> str:
    """`fold(text)` and the parts of its compounds, so that a part finds the whole."""
    plain = _plain(text)
    joined = _COMPOUND.sub(_joined, plain)
    if HALF_SPACE not in plain and joined == plain:
        return joined
    compounds = (found[0] for found in _COMPOUND.finditer(plain) if _joined(found) != found[0])
    return f"{joined} {' '.join(compounds).replace(HALF_SPACE, ' ')}"


def words(text: str) -> list[str]:
    """The words of `text`, folded, in their order, without what stands between them."""
    return _WORD.findall(fold(text))


def _plain(text: str) -> str:
    if text.isascii():
        return text.lower()
    # Taken apart first: a mathematical capital is no capital to casefold.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFC", apart.translate(_TABLE))


def _joined(found: re.Match[str]) -> str:
    return found[0].replace(HALF_SPACE, "").replace(" ", "")
