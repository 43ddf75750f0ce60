"""Paragraphs that run the other way than the story they stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from selectolax.lexbor import LexborHTMLParser

from masthead.core.bidi import direction_of
from masthead.core.language import direction

if TYPE_CHECKING:
    from django.template import Context

register = template.Library()
register.filter("runs", direction)
# Lists before their items: a whole list has its marks on the other side.
PARTS = "p, ul, ol, h2, h3, h4, blockquote, li"


@register.simple_tag(takes_context=True)
def turned(context: Context, html: Any) -> SafeString:
    """`{% turned html %}`: rich text, each part in the other direction with a `dir` that says so.

    By most of its words, for many a Persian sentence begins with a Latin name.
    """
    words = str(html)
    usual = _direction(context)
    other = "ltr" if usual == "rtl" else "rtl"
    # Most texts are in one script; nothing is taken apart for them, and nothing changes in them.
    if not usual or not _holds(words, other):
        return mark_safe(words)  # noqa: S308 - as the field rendered it
    tree = LexborHTMLParser(words)
    found = [part for part in tree.css(PARTS) if direction_of(part.text(separator=" ")) == other]
    if not found or tree.body is None:
        return mark_safe(words)  # noqa: S308
    for part in found:
        part.attrs["dir"] = other
    return mark_safe(tree.body.inner_html or "")  # noqa: S308 - what was rendered, and `dir`


def _direction(context: Context) -> str:
    """Return the direction of the page, or of the story where no page is around it."""
    found = context.get("direction") or getattr(context.get("story"), "direction", "")
    return str(found)


def _holds(html: str, way: str) -> bool:
    """Whether ``html`` may hold words that run this way; tags of HTML always do from the left."""
    return way == "ltr" or not html.isascii()
