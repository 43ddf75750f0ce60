"""Text as it is compared: what writers of the same words may do to hide it is taken away.

Compatibility forms, letter case, accents and vowel marks, zero-width characters, Arabic and Persian
forms of one letter, digits of every script, and letters that look alike in Latin, Greek and
Cyrillic. Every character is folded by itself, so each word keeps its place in the text as written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from masthead.core.lookalikes import LATIN

URL = re.compile(r"(?:https?://|www\.)[^\s<>\"]+", re.IGNORECASE)
LINK = "\ue000"  # what stands for any web address: a character no keyboard has
PIECE = re.compile(rf"(?P<link>{URL.pattern})|\S+", re.IGNORECASE)
QUOTED = re.compile(r"^[ \t]*>.*$", re.MULTILINE)  # what somebody quotes is not what they say

SHINGLE = 5  # characters

# Besides, Arabic letters of one sound that keyboards give in two forms.
_ALIKE = LATIN | {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "ؤ": "و", "ئ": "ی"}

_JOINED = frozenset("'’ʼ`´ʹ\u0640\u115f\u1160\u3164\uffa0\u2800")  # leave no gap in a word
_SKIN = range(0x1F3FB, 0x1F400)
_DROPPED = frozenset({"Cf", "Cc", "Mn", "Me"})
# Scripts that put no space between words: each of their characters counts as one.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\U00020000-\U0003ffff"
_ALONE = re.compile(f"[{_UNSPACED}]")
_CUT = re.compile(f"[{_UNSPACED}]|[^{_UNSPACED}]+")


class Word(NamedTuple):
    """A folded word, and where it stands in the text as written."""

    text: str
    start: int
    end: int


class _Fold(dict[int, str]):
    """For `str.translate`: looks each character up once."""

    def __missing__(self, point: int) -> str:
        folded = self[point] = _folded(chr(point))
        return folded


def _folded(char: str) -> str:
    if char.isspace():
        return " "
    if char in _JOINED or ord(char) in _SKIN:
        return ""
    plain = unicodedata.normalize("NFKD", char).casefold()
    return "".join(map(_one, unicodedata.normalize("NFKD", plain)))


def _one(char: str) -> str:
    category = unicodedata.category(char)
    if category in _DROPPED:
        return ""
    if category[0] == "L" or category == "Mc":
        return _ALIKE.get(char, char)
    if category == "Nd":
        return str(unicodedata.digit(char))
    if category in {"So", "Co"}:  # a picture is a word of its own
        return f" {char} "
    return char if category[0] == "N" else " "


_FOLD = _Fold()


def fold(text: str) -> str:
    """`text` as it is compared: folded words with one space between, web addresses as `LINK`."""
    if has_link(text):
        text = URL.sub(f" {LINK} ", text)
    return " ".join(text.translate(_FOLD).split())


def has_link(text: str) -> bool:
    """Whether it is worth looking for web addresses; this is much faster than to look."""
    return "://" in text or "www." in text.lower()


def words(text: str) -> list[str]:
    """The folded words of `text`, a character each where a script has no spaces."""
    found = fold(text).split()
    return [part for word in found for part in _CUT.findall(word)] if _ALONE.search(text) else found


def places(text: str) -> Iterator[Word]:
    """The same words, with their places in `text`."""
    for piece in PIECE.finditer(text):
        if piece["link"]:
            yield Word(LINK, piece.start(), piece.end())
        else:
            yield from _inside(piece[0], piece.start())


def _inside(piece: str, offset: int) -> Iterator[Word]:
    """Words of something without white space, such as "it's,really"."""
    word, start, end = "", offset, offset
    for at, char in enumerate(piece, start=offset):
        for part in _FOLD[ord(char)]:
            if word and (part == " " or _stands_alone(part)):
                yield Word(word, start, end)
                word = ""
            if part == " ":
                continue
            if _stands_alone(part):
                yield Word(part, at, at + 1)
                continue
            start = start if word else at
            word, end = word + part, at + 1
    if word:
        yield Word(word, start, end)


def _stands_alone(char: str) -> bool:
    return bool(_ALONE.match(char)) or unicodedata.category(char) in {"So", "Co"}


def own_words(text: str) -> str:
    """`text` without the lines that are marked as quoted from others."""
    return QUOTED.sub("", text) if ">" in text else text


def shingles(letters: str) -> set[str]:
    """Runs of five letters. Given without spaces, s p a c e d words are the same words."""
    return {letters[at : at + SHINGLE] for at in range(len(letters) - SHINGLE + 1)}


def jaccard(one: set[str], other: set[str]) -> float:
    """The share of what two sets have in common, from 0 to 1."""
    shared = len(one & other)
    return shared / (len(one) + len(other) - shared) if shared else 0.0
