"""What a reader wrote, as HTML that can do no harm: a subset of Markdown, then a short tag list."""

from __future__ import annotations

import re
import unicodedata

import nh3
from linkify_it import LinkifyIt
from markdown_it import MarkdownIt

from masthead.core.bidi import neutral
from masthead.core.html import HIDDEN

TAGS = frozenset(
    {"p", "br", "a", "em", "strong", "del", "s", "sub", "sup", "code", "pre"}
    | {"blockquote", "ul", "ol", "li"}
)
REL = "nofollow ugc noopener"
WHOLE_LINK = re.compile(r"https?://[^/\\]", re.IGNORECASE)
# Quotes in quotes and lists in lists: deeper ones are drawn at this depth, not dropped.
DEEPEST = 5
MARKER = r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))"
MARKERS = re.compile(rf"^({MARKER}{{{DEEPEST}}}){MARKER}+", re.MULTILINE)

OVERRIDES = re.compile("[\u202d\u202e]")  # no reader types them, see core.bidi

# Letters and symbols that draw nothing: Hangul fillers, the empty Braille cell.
BLANKS = frozenset("\u115f\u1160\u3164\uffa0\u2800")


def _markdown() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "linkify": True, "breaks": True})
    parser.enable(["linkify", "strikethrough"])
    # "code" would make code of paragraphs that somebody indents as on paper.
    parser.disable(["image", "heading", "lheading", "hr", "reference", "entity", "code"])
    parser.linkify = LinkifyIt(options={"fuzzy_email": False})
    # What is no whole web address stays text, as it was typed.
    parser.validateLink = lambda url: bool(WHOLE_LINK.match(url))  # type: ignore[method-assign]
    return parser


def _only_whole_links(tag: str, name: str, value: str) -> str | None:
    return value if name != "href" or WHOLE_LINK.match(value) else None


_parser = _markdown()
_cleaner = nh3.Cleaner(
    tags=set(TAGS),
    attributes={"a": {"href"}, "*": set()},  # else title and lang stay on every tag
    attribute_filter=_only_whole_links,
    clean_content_tags=set(HIDDEN),
    url_schemes={"http", "https"},
    link_rel=REL,
)


def render(text: str) -> str:
    """HTML of a comment as typed: paragraphs, emphasis, quotes, lists, code, links."""
    return clean(_parser.render(MARKERS.sub(r"\1", neutral(text))))


def clean(html: str) -> str:
    """Reduce HTML, such as that of an imported comment, to the tags a comment may have."""
    # A link that lost its address must not keep `rel` (HTML Living Standard, section 4.6.1).
    return _cleaner.clean(neutral(html)).replace(f'<a rel="{REL}">', "<a>").strip()


def is_blank(text: str) -> bool:
    """Whether a reader would see nothing: spaces of every kind, zero-width characters."""
    return not any(unicodedata.category(char)[0] in "LNPS" and char not in BLANKS for char in text)
