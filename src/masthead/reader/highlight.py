"""Showing readers where their words stand in what they found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

WORD = re.compile(r"\w+")
ROOM = 240  # characters of a snippet
BEFORE = 60  # of them ahead of the first match


def words_of(query: str) -> frozenset[str]:
    """Return the words of ``query`` as they are compared."""
    return frozenset(fold(word) for word in WORD.findall(query))


def fold(word: str) -> str:
    """Return ``word`` without accents and capitals, as the search index compares words."""
    parts = unicodedata.normalize("NFKD", word.casefold())
    return "".join(part for part in parts if not unicodedata.combining(part))


def marked(text: str, words: frozenset[str]) -> SafeString:
    """Return ``text`` as HTML with each of ``words`` in it marked."""
    parts, end = [], 0
    for match in _matches(text, words):
        parts += [escape(text[end : match.start()]), f"<mark>{escape(match[0])}</mark>"]
        end = match.end()
    return mark_safe("".join([*parts, escape(text[end:])]))  # noqa: S308 - all parts are escaped


def snippet(text: str, words: frozenset[str]) -> SafeString:
    """Return the place of ``text`` where the first of ``words`` stands, marked, as HTML."""
    first = next(_matches(text, words), None)
    start = max(0, first.start() - BEFORE) if first else 0
    if start:
        start = text.find(" ", start) + 1 or start
    end = start + ROOM
    if end < len(text):
        end = max(text.rfind(" ", start, end), start + BEFORE)
    cut = marked(text[start:end], words)
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return mark_safe(f"{before}{cut}{after}")  # noqa: S308 - ``marked`` escapes


def _matches(text: str, words: frozenset[str]) -> Iterator[re.Match[str]]:
    return (match for match in WORD.finditer(text) if fold(match[0]) in words)
