"""What a page says of itself to programs, before it is written into the page's head."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from masthead.addresses.paths import absolute


@dataclass(frozen=True)
class Picture:
    """A picture that stands for the page; ``url`` is whole, sizes are pixels."""

    url: str
    width: int
    height: int
    alt: str = ""


@dataclass(frozen=True)
class Story:
    """What only stories have: dates, places in the outlet, authors and their pages."""

    published: datetime | None
    modified: datetime | None
    section: str = ""
    topics: tuple[str, ...] = ()
    authors: tuple[tuple[str, str], ...] = ()  # name and path, "" where there is none


@dataclass(frozen=True)
class Head:
    """The head of one page. ``path`` is percent-encoded; without one the page is not canonical."""

    title: str
    path: str = ""
    description: str = ""
    kind: str = "website"
    noindex: bool = False
    elsewhere: str = ""  # where the page was first published, when that is another site
    social_title: str = ""
    social_description: str = ""
    picture: Picture | None = None
    story: Story | None = None
    newer: str = ""
    older: str = ""
    versions: tuple[tuple[str, str], ...] = field(default=())  # language and path; original first
    feed: str = ""  # path of the feed of this list alone
    ninjs: str = ""  # path of the story as an object for other newsrooms

    @property
    def url(self) -> str:
        """The canonical address; empty where search engines are to keep none."""
        return self.elsewhere or (absolute(self.path) if self.path else "")

    @property
    def languages(self) -> list[tuple[str, str]]:
        """Language and whole address of each version; "x-default" is the original."""
        if not self.versions:
            return []
        versions = (("x-default", self.versions[0][1]), *self.versions)
        return [(language, absolute(path)) for language, path in versions]
