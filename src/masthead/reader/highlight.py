"""Showing readers where their words stand in what they found."""

from __future__ import annotations

import re
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from masthead.core.fold import fold_for_index, words

# A word as it stands in a text: with its vowel signs, half-spaces, and endings set apart.
_INNER = r"[\w\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f\u06d6-\u06ed\u00ad\u200c\u200d]"
_YEH = "[یيى]"
_ENDING = rf" (?:ها(?:{_YEH}\w{{0,3}})?|تر(?:{_YEH}ن)?)(?!{_INNER})"
WORD = re.compile(rf"(?:ن?م{_YEH}[ \u200c])?\w{_INNER}*(?:{_ENDING})?")
ROOM = 240  # characters of a snippet
BEFORE = 60  # of them ahead of the first match


def words_of(query: str) -> frozenset[str]:
    """Return the words of ``query`` as they are compared."""
    return frozenset(words(query))


def marked(text: str, wanted: frozenset[str]) -> SafeString:
    """Return ``text`` as HTML with each of the ``wanted`` words in it marked."""
    parts, end = [], 0
    for match in _matches(text, wanted):
        parts += [escape(text[end : match.start()]), f"<mark>{escape(match[0])}</mark>"]
        end = match.end()
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 - all parts are escaped


def snippet(text: str, wanted: frozenset[str]) -> SafeString:
    """Return the place of ``text`` where the first ``wanted`` word stands, marked, as HTML."""
    first = next(_matches(text, wanted), None)
    start = max(0, first.start() - BEFORE) if first else 0
    if start:
        start = text.find(" ", start) + 1 or start
    end = start + ROOM
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + BEFORE)
    cut = marked(text[start:end], wanted)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return mark_safe(f"{before}{cut}{after}")  # noqa: S308 - ``marked`` escapes


def _matches(text: str, wanted: frozenset[str]) -> Iterator[re.Match[str]]:
    return (found for found in WORD.finditer(text) if _is_one_of(found[0], wanted))


def _is_one_of(word: str, wanted: frozenset[str]) -> bool:
    if word.isascii():
        return word.lower() in wanted
    return not wanted.isdisjoint(fold_for_index(word).split())
