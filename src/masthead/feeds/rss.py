"""RSS 2.0 (rssboard.org/rss-specification) with the modules that feed readers know."""

from __future__ import annotations

from email.utils import format_datetime
from html import escape
from typing import TYPE_CHECKING

from lxml import etree

from .xml import Element, add, document

if TYPE_CHECKING:
    from .model import Entry, Feed, Picture

CONTENT_TYPE = "application/rss+xml; charset=utf-8"
ATOM = "http://www.w3.org/2005/Atom"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
DC = "http://purl.org/dc/elements/1.1/"
MEDIA = "http://search.yahoo.com/mrss/"
SLASH = "http://purl.org/rss/1.0/modules/slash/"
WFW = "http://wellformedweb.org/CommentAPI/"
PREFIXES = {
    "atom": ATOM,
    "content": CONTENT,
    "dc": DC,
    "media": MEDIA,
    "slash": SLASH,
    "wfw": WFW,
}


def write(feed: Feed, url: str) -> bytes:
    """Return ``feed`` as it is read at ``url``."""
    root = etree.Element("rss", nsmap=PREFIXES, version="2.0")
    channel = add(root, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", feed.home_url)
    # Required, even where the outlet says nothing of itself.
    add(channel, "description", feed.description or feed.title)
    add(channel, f"{{{ATOM}}}link", href=url, rel="self", type="application/rss+xml")
    add(channel, "language", feed.language)
    if feed.updated:
        add(channel, "lastBuildDate", format_datetime(feed.updated))
    for entry in feed.entries():
        _item(channel, entry)
    return document(root)


def _item(channel: Element, entry: Entry) -> None:
    item = add(channel, "item")
    add(item, "title", entry.title)
    add(item, "link", entry.url)
    add(item, "guid", entry.uid, isPermaLink="false")
    add(item, "pubDate", format_datetime(entry.published))
    for author in entry.authors:
        add(item, f"{{{DC}}}creator", author.name)
    for tag in entry.tags:
        add(item, "category", tag)
    if entry.summary:
        add(item, "description", escape(entry.summary, quote=False))  # it is read as markup
    add(item, f"{{{CONTENT}}}encoded", entry.html)
    if entry.picture:
        _picture(item, entry.picture)
    if entry.discussion:
        add(item, "comments", entry.discussion.url)
        if entry.discussion.feed_url:
            add(item, f"{{{WFW}}}commentRss", entry.discussion.feed_url)
        add(item, f"{{{SLASH}}}comments", str(entry.discussion.count))


def _picture(item: Element, picture: Picture) -> None:
    add(item, "enclosure", url=picture.url, length=str(picture.size), type=picture.media_type)
    size = {"width": str(picture.width), "height": str(picture.height)}
    media = add(
        item,
        f"{{{MEDIA}}}content",
        url=picture.url,
        type=picture.media_type,
        medium="image",
        **size,
    )
    if picture.alt:
        add(media, f"{{{MEDIA}}}description", picture.alt)
    if picture.credit:
        add(media, f"{{{MEDIA}}}credit", picture.credit)
