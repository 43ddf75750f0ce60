"""The written form of a path, and the first segments that no story may take."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

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
        "ticker",
        "ticker.json",
        "outlet.css",
        "healthz",
        "readyz",
        "metrics",
    }
)


def normal(path: str) -> str:
    """Return ``path`` as the table keeps it: decoded, NFC, one slash between segments.

    A query ("/?p=12") is kept as it is. Raises ValueError for a path with a NUL or a dot segment.
    """
    path, mark, query = path.partition("?")
    decoded = unicodedata.normalize("NFC", unquote(path))
    collapsed = re.sub(r"/+", "/", "/" + decoded)
    if "\0" in collapsed or {".", ".."} & set(collapsed.split("/")):
        message = f"{path!r} is not a path a page can have"
        raise ValueError(message)
    return collapsed + mark + query


def is_reserved(path: str) -> bool:
    """Whether the first segment of ``path`` belongs to the product itself."""
    return path.lstrip("/").partition("/")[0].lower() in RESERVED
