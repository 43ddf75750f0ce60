"""Sitemaps (sitemaps.org/protocol), with Google's news and language extensions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from lxml import etree

from .xml import Element, add, document

CONTENT_TYPE = "application/xml; charset=utf-8"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


@dataclass(frozen=True)
class Place:
    """One address of a sitemap; ``changed`` only where it is known and true."""

    url: str
    changed: datetime | None = None
    # (language, address) of the same text in every language, its own included.
    languages: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class NewsPlace:
    """One story of the news sitemap."""

    url: str
    title: str
    language: str
    published: datetime


def write_index(places: Iterable[Place]) -> bytes:
    """Return a sitemap of sitemaps."""
    root = etree.Element(f"{{{SITEMAP}}}sitemapindex", nsmap={None: SITEMAP})
    for place in places:
        _place(root, "sitemap", place)
    return document(root)


def write(places: Iterable[Place]) -> bytes:
    """Return a sitemap of pages."""
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP, "xhtml": XHTML})
    for place in places:
        url = _place(root, "url", place)
        for language, address in place.languages:
            add(url, f"{{{XHTML}}}link", rel="alternate", hreflang=language, href=address)
    return document(root)


def write_news(places: Iterable[NewsPlace], publication: str) -> bytes:
    """Return a news sitemap; ``publication`` is the name of the outlet."""
    root = etree.Element(f"{{{SITEMAP}}}urlset", nsmap={None: SITEMAP, "news": NEWS})
    for place in places:
        news = add(_place(root, "url", Place(place.url)), f"{{{NEWS}}}news")
        outlet = add(news, f"{{{NEWS}}}publication")
        add(outlet, f"{{{NEWS}}}name", publication)
        add(outlet, f"{{{NEWS}}}language", place.language)
        add(news, f"{{{NEWS}}}publication_date", place.published.isoformat(timespec="seconds"))
        add(news, f"{{{NEWS}}}title", place.title)
    return document(root)


def _place(parent: Element, name: str, place: Place) -> Element:
    element = add(parent, f"{{{SITEMAP}}}{name}")
    add(element, f"{{{SITEMAP}}}loc", place.url)
    if place.changed:
        add(element, f"{{{SITEMAP}}}lastmod", place.changed.isoformat(timespec="seconds"))
    return element
