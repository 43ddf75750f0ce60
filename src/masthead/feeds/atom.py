"""Atom (RFC 4287)."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from lxml import etree

from .xml import Element, add, document

if TYPE_CHECKING:
    from .model import Author, Entry, Feed

CONTENT_TYPE = "application/atom+xml; charset=utf-8"
ATOM = "http://www.w3.org/2005/Atom"
THREADING = "http://purl.org/syndication/thread/1.0"  # RFC 4685
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
# An empty feed needs a date as well, and this one says that nothing has come yet.
NOTHING_YET = datetime(1970, 1, 1, tzinfo=UTC)


def write(feed: Feed, url: str) -> bytes:
    """Return ``feed`` as it is read at ``url``, which is its id as well."""
    root = etree.Element(f"{{{ATOM}}}feed", nsmap={None: ATOM, "thr": THREADING})
    root.set(LANGUAGE, feed.language)
    _add(root, "id", url)
    _add(root, "title", feed.title)
    if feed.description:
        _add(root, "subtitle", feed.description)
    _add(root, "updated", (feed.updated or NOTHING_YET).isoformat())
    _author(root, feed.publisher)  # of all entries without one of their own
    _add(root, "link", rel="self", type="application/atom+xml", href=url)
    _add(root, "link", rel="alternate", type="text/html", href=feed.home_url)
    for entry in feed.entries():
        _entry(root, entry)
    return document(root)


def _entry(root: Element, entry: Entry) -> None:
    item = _add(root, "entry")
    if entry.language:
        item.set(LANGUAGE, entry.language)
    _add(item, "id", entry.uid)
    _add(item, "title", entry.title)
    _add(item, "published", entry.published.isoformat())
    _add(item, "updated", entry.updated.isoformat())
    for author in entry.authors:
        _author(item, author)
    _add(item, "link", rel="alternate", type="text/html", href=entry.url)
    picture, talk = entry.picture, entry.discussion
    if picture:
        size = str(picture.size)
        _add(item, "link", rel="enclosure", type=picture.media_type, length=size, href=picture.url)
    if talk and talk.feed_url:
        kind = {"rel": "replies", "type": "application/atom+xml", "href": f"{talk.feed_url}atom/"}
        _add(item, "link", **kind).set(f"{{{THREADING}}}count", str(talk.count))
    for tag in entry.tags:
        _add(item, "category", term=tag)
    if entry.summary:
        _add(item, "summary", entry.summary)
    _add(item, "content", entry.html, type="html")


def _author(parent: Element, author: Author) -> None:
    person = _add(parent, "author")
    _add(person, "name", author.name)
    if author.url:
        _add(person, "uri", author.url)


def _add(parent: Element, name: str, text: str = "", **attributes: str) -> Element:
    return add(parent, f"{{{ATOM}}}{name}", text, **attributes)
