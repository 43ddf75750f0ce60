"""A comment's text, with what it shares with others marked."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString


def marked(text: str, spans: Iterable[list[int]]) -> SafeString:
    """`text` as HTML, with `<mark>` around ``spans``; spans beyond an edited text are left out."""
    inside = [(start, end) for start, end in spans if end <= len(text)]
    edges = [0, *(edge for span in inside for edge in span), len(text)]
    pieces = [text[start:end] for start, end in pairwise(edges)]
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", piece) if at % 2 else piece,)
            for at, piece in enumerate(pieces)
        ),
    )
