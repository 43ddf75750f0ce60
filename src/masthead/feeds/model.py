"""A feed before it is written down: what RSS, Atom and JSON Feed have in common."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Author:
    """Somebody who wrote an entry; ``url`` is their page, empty where there is none."""

    name: str
    url: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture file that anybody can load."""

    url: str
    media_type: str
    size: int  # bytes
    width: int
    height: int
    alt: str = ""
    credit: str = ""


@dataclass(frozen=True)
class Discussion:
    """Where the comments under an entry are."""

    count: int
    url: str
    feed_url: str  # in RSS; empty where the address leaves no room for one


@dataclass(frozen=True)
class Entry:
    """One story or one comment. Texts are plain, only ``html`` is markup, with whole addresses."""

    uid: str  # a URN that stays when the address changes, so that readers see the entry once
    title: str
    url: str
    published: datetime
    updated: datetime
    html: str
    language: str = ""
    summary: str = ""
    authors: tuple[Author, ...] = ()
    tags: tuple[str, ...] = ()
    picture: Picture | None = None
    discussion: Discussion | None = None


@dataclass(frozen=True)
class Feed:
    """A channel, ready to be written."""

    title: str
    description: str
    home_url: str
    language: str
    publisher: Author
    updated: datetime | None  # None while it has no entry
    version: str  # another one whenever an entry came, went or changed
    # Called only when the feed is written: most requests end before, in "not modified".
    entries: Callable[[], list[Entry]]
