"""Marks that nobody sees and that turn round how text is read (Unicode's bidirectional algorithm).

Some are needed where scripts mix: marks of direction, and isolates, which keep a name in another
script together. Those that write over direction, or that reach into what stands beside a text, are
how "exe.pdf" comes to look like "fdp.exe"; nobody who writes needs them.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Any

# U+202A-202E embed and write over, and are superseded by isolates (UAX 9, section 2).
_EMBEDDINGS = re.compile("[\u202a-\u202e]")
_ISOLATES = re.compile("[\u2066-\u2069]")
_OPENING = frozenset("\u2066\u2067\u2068")
FIRST_STRONG, END = "\u2068", "\u2069"
# All of them, the marks of direction (U+200E, U+200F, U+061C), and anchors of annotations.
_UNSEEN = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c\ufff9-\ufffb]")
_STRONG = {"L": "ltr", "R": "rtl", "AL": "rtl"}
_TEXTS = frozenset({"CharField", "TextField"})


def neutral(text: str) -> str:
    """Return ``text`` with nothing that reaches beyond its own end or writes over direction.

    Each isolate is closed on its line, and none is closed that was not opened.
    """
    text = _EMBEDDINGS.sub("", text)
    if not _ISOLATES.search(text):
        return text
    return "".join(map(_balanced, text.splitlines(keepends=True)))


def plain_name(text: str) -> str:
    """Return a name on one line, without any unseen mark: no two may look the same by one."""
    return " ".join(_UNSEEN.sub("", text).split())


def isolated(text: str) -> str:
    """Return ``text`` as it may stand within a sentence in another script, where there is no HTML.

    Its own direction is that of its first letter, whatever stands around it.
    """
    return f"{FIRST_STRONG}{neutral(text)}{END}" if text and not text.isascii() else text


class NeutralTexts:
    """A model whose texts are neutral once they were checked; its names (``NAMES``) plain."""

    NAMES: tuple[str, ...] = ()

    def clean_fields(self, exclude: Any = None) -> None:
        """Check the fields, without what no text of theirs may hold."""
        neutralise(self, self.NAMES)
        super().clean_fields(exclude)  # type: ignore[misc]


def neutralise(model: Any, names: tuple[str, ...] = ()) -> None:
    """Make the texts of a row of the database neutral, those called ``names`` plain."""
    for field in model._meta.concrete_fields:  # noqa: SLF001 - its public name
        text = getattr(model, field.attname)
        if field.get_internal_type() in _TEXTS and field.editable and isinstance(text, str):
            setattr(model, field.attname, (plain_name if field.name in names else neutral)(text))


def _balanced(line: str) -> str:
    depth, kept = 0, []
    words = line.rstrip("\r\n")
    for char in words:
        if char == END:
            if not depth:
                continue
            depth -= 1
        elif char in _OPENING:
            depth += 1
        kept.append(char)
    return "".join(kept) + END * depth + line[len(words) :]


def direction_of(text: str) -> str:
    """Return "rtl" or "ltr" by most of the words of ``text``; "" where none has a direction.

    Words and not letters: a long web address is one word of a sentence.
    """
    ways = [_first_strong(word) for word in text.split()]
    right_to_left, left_to_right = ways.count("rtl"), ways.count("ltr")
    if right_to_left == left_to_right:
        return ""
    return "rtl" if right_to_left > left_to_right else "ltr"


def _first_strong(word: str) -> str:
    kinds = (unicodedata.bidirectional(char) for char in word)
    return next((_STRONG[kind] for kind in kinds if kind in _STRONG), "")
