"""Markdown as Isso reads it; the HTML in it counts, as it does there."""

from linkify_it import LinkifyIt
from markdown_it import MarkdownIt

from masthead.importers.discussions.words import html_of

_parser = MarkdownIt("commonmark", {"html": True, "linkify": True, "breaks": True})
_parser.enable(["linkify", "strikethrough"])
_parser.linkify = LinkifyIt(options={"fuzzy_email": False})


def rendered(text: str) -> str:
    """HTML, still to be cleaned, of a comment as typed."""
    return html_of(_parser.render(text))
