"""What changed between two texts, by words: what a reader sees, not the markup."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORD = re.compile(r"\n|[^\s]+")
LONGEST = 40_000  # words; above, the parts that differ are told as one
AROUND = 12  # unchanged words that are shown on both sides of a change


@dataclass(frozen=True)
class Piece:
    """Words of the same fate: "same", "gone", "new", or "left out" between distant changes."""

    kind: str
    text: str


def changes(old: str, new: str) -> list[Piece]:
    """Return the new text with what was taken out and put in, long unchanged parts left out."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    if len(before) + len(after) > LONGEST:
        return _ends(before, after)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    found = matcher.get_opcodes()
    pieces: list[Piece] = []
    for at, (tag, i, j, k, m) in enumerate(found):
        if tag == "equal":
            pieces += _unchanged(before[i:j], first=at == 0, last=at == len(found) - 1)
            continue
        pieces += [
            Piece(kind, _text(part))
            for kind, part in (("gone", before[i:j]), ("new", after[k:m]))
            if part
        ]
    return pieces


def _unchanged(words: list[str], *, first: bool, last: bool) -> list[Piece]:
    head = [] if first else words[:AROUND]
    tail = [] if last else words[max(len(head), len(words) - AROUND) :]
    if len(head) + len(tail) >= len(words):
        return [Piece("same", _text(words))]
    parts = [Piece("same", _text(head)), Piece("left out", "…"), Piece("same", _text(tail))]
    return [part for part in parts if part.text]


def _ends(before: list[str], after: list[str]) -> list[Piece]:
    """Everything between the common beginning and the common end as one change."""
    start = 0
    while start < min(len(before), len(after)) and before[start] == after[start]:
        start += 1
    end = 0
    while end < min(len(before), len(after)) - start and before[-1 - end] == after[-1 - end]:
        end += 1
    gone, new = before[start : len(before) - end], after[start : len(after) - end]
    return [Piece(kind, _text(part)) for kind, part in (("gone", gone), ("new", new)) if part]


def _text(words: list[str]) -> str:
    return " ".join(words).replace(" \n ", "\n").replace("\n ", "\n").replace(" \n", "\n")
