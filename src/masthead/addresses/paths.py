"""The written form of a path, and the first segments that no story may take."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import quote, unquote

from masthead.core.sites import own_site

# First segments that belong to the product's own routes; a story that took one could never be read.
RESERVED = frozenset(
    {
        "newsroom",
        "static",
        "media",
        "documents",
        "comment",
        "record",
        "feed",
        "atom.xml",
        "feed.json",
        "sitemap.xml",
        "sitemaps",
        "news-sitemap.xml",
        "robots.txt",
        "search",
        "share",
        "ticker",
        "ticker.json",
        "outlet.css",
        "healthz",
        "readyz",
        "metrics",
    }
)

# Segments below the address of anything: its feed, its ninjs object, what it said before.
BELOW_EVERYTHING = frozenset({"feed", "ninjs.json", "revisions"})

# How the prefix of an edition looks: fa, pt-br. Not tag and cat, below which sites that move in
# have their lists; /tag/media/ is a list and no file.
LANGUAGE = re.compile(r"(?!(?:tag|cat)(?![a-z0-9]))[a-z]{2,3}(?:-[a-z0-9]{2,8})*")


def normal(path: str) -> str:
    """Return ``path`` as the table keeps it: decoded, NFC, one slash between segments.

    A query ("/?p=12") is kept as it is. Raises ValueError for a path with a NUL or a dot segment.
    """
    plain, mark, query = path.partition("?")
    collapsed = re.sub(r"/+", "/", "/" + unicodedata.normalize("NFC", unquote(plain)))
    if "\0" in collapsed or {".", ".."} & set(collapsed.split("/")):
        message = f"{path!r} is not a path a page can have"
        raise ValueError(message)
    return collapsed + mark + query


def decoded(path: str) -> str:
    """Return ``path`` with its percent signs read as letters; a query is kept as it is."""
    plain, mark, query = path.partition("?")
    return unquote(plain) + mark + query


def encoded(path: str) -> str:
    """Return a path of the table as it stands in a link: percent-encoded, the query kept."""
    return quote(path, safe="/?=&")


def absolute(link: str) -> str:
    """Return a link of the page that is being made, with scheme and host, for others to read."""
    return own_site() + link if link.startswith("/") else link


def below(link: str, name: str) -> str:
    """Return the link to ``name`` below ``link``; empty where ``link`` is a query ("/?p=12")."""
    return "" if "?" in link else f"{link.rstrip('/')}/{name}"


def is_reserved(path: str) -> bool:
    """Whether ``path`` belongs to the product itself: by its first segment, or as a feed.

    After what could be the prefix of an edition, by the second.
    """
    segments = path.lower().strip("/").split("/")
    first = segments[1] if len(segments) > 1 and LANGUAGE.fullmatch(segments[0]) else segments[0]
    return first in RESERVED or not BELOW_EVERYTHING.isdisjoint(segments)
