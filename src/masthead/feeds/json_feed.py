"""JSON Feed 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .model import Author, Entry, Feed

CONTENT_TYPE = "application/feed+json; charset=utf-8"


def write(feed: Feed, url: str) -> bytes:
    """Return ``feed`` as it is read at ``url``."""
    written = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home_url,
        "feed_url": url,
        "description": feed.description,
        "language": feed.language,
        "authors": [_author(feed.publisher)],
        "items": [_item(entry) for entry in feed.entries()],
    }
    return json.dumps(_said(written), ensure_ascii=False).encode()


def _item(entry: Entry) -> dict[str, Any]:
    return _said(
        {
            "id": entry.uid,
            "url": entry.url,
            "title": entry.title,
            "content_html": entry.html,
            "summary": entry.summary,
            "image": entry.picture.url if entry.picture else "",
            "date_published": entry.published.isoformat(),
            "date_modified": entry.updated.isoformat(),
            "authors": [_author(author) for author in entry.authors],
            "tags": list(entry.tags),
            "language": entry.language,
        }
    )


def _author(author: Author) -> dict[str, str]:
    return _said({"name": author.name, "url": author.url})


def _said(values: dict[str, Any]) -> dict[str, Any]:
    """Without what is empty; ``items`` and ``content_html`` are required, so they stay."""
    required = {"items", "content_html"}
    return {key: value for key, value in values.items() if value or key in required}
