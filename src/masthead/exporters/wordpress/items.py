"""What all items of an export have."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from .xml import kept, rss_date, tag, times


@dataclass(frozen=True)
class Item:
    """The fields that WordPress keeps of everything it calls a post."""

    number: int
    type: str
    status: str
    title: str
    slug: str
    link: str
    at: datetime
    changed: datetime
    creator: str = ""
    content: str = ""
    excerpt: str = ""
    parent: int = 0
    order: int = 0
    sticky: bool = False
    comments_open: bool = False

    def written(self, inside: str = "") -> str:
        """The item with `inside` (terms, meta, comments) at its end."""
        return (
            "<item>\n"
            + kept("title", self.title)
            + tag("link", self.link)
            + tag("pubDate", rss_date(self.at))
            + kept("dc:creator", self.creator)
            + f'<guid isPermaLink="false">{settings.SITE_URL}/?p={self.number}</guid>\n'
            + "<description></description>\n"
            + kept("content:encoded", self.content)
            + kept("excerpt:encoded", self.excerpt)
            + tag("wp:post_id", self.number)
            + times("wp:post_date", self.at)
            + times("wp:post_modified", self.changed)
            + kept("wp:comment_status", "open" if self.comments_open else "closed")
            + kept("wp:ping_status", "closed")
            + kept("wp:post_name", self.slug)
            + kept("wp:status", self.status)
            + tag("wp:post_parent", self.parent)
            + tag("wp:menu_order", self.order)
            + kept("wp:post_type", self.type)
            + kept("wp:post_password", "")
            + tag("wp:is_sticky", int(self.sticky))
            + inside
            + "</item>\n"
        )
